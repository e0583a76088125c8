package net.buildserver.orchestrator.insights;

/** The statements that count builds; {@code :ids} names the builds of a batch. */
final class RollupStatements {
    /** Every build counts four times: in its hour and its day, for its project and for all projects. */
    static final String BUILDS = """
            with uses as (
              select v.build_id, count(*) filter (where u.hit = 'Full') as whole, count(*) filter (where u.hit = 'Compile') as compiled,
                count(*) filter (where u.hit = 'Miss') as missed, sum(u.saved_ms) / 1000.0 as saved
              from visible_attempts v join project_uses u on u.attempt_id = v.id and u.settled where v.build_id = any(:ids) group by v.build_id),
            tested as (
              select distinct v.build_id from visible_attempts v
              where v.build_id = any(:ids) and exists (select 1 from test_results r where r.attempt_id = v.id)),
            ended as (
              select b.ended_at, b.project_name, b.strategy, b.target_pool as pool, b.status, b.failure_kind,
                (t.build_id is not null)::int as tested,
                case when b.status = 'Succeeded' then extract(epoch from b.ended_at - b.started_at)::float8 end as run,
                extract(epoch from b.started_at - b.created_at)::float8 as wait,
                coalesce(u.whole, 0) as whole, coalesce(u.compiled, 0) as compiled, coalesce(u.missed, 0) as missed,
                coalesce(u.saved, 0) as saved
              from builds b left join uses u on u.build_id = b.id left join tested t on t.build_id = b.id
              where b.id = any(:ids)),
            facts as (
              select dense_rank() over (order by g.grain, date_trunc(g.grain, ended_at, 'UTC'), p.project, strategy, pool) as cell,
                g.grain, date_trunc(g.grain, ended_at, 'UTC') as start, p.project, e.*
              from ended e cross join (values ('hour'), ('day')) g (grain)
                cross join lateral (values (e.project_name), ('')) p (project)),
            sums as (
              select cell, grain, start, project, strategy, pool,
                count(*) filter (where status = 'Succeeded') as succeeded, count(*) filter (where status = 'Failed') as failed,
                count(*) filter (where status = 'Cancelled') as cancelled, count(*) filter (where status = 'TimedOut') as timed_out,
                sum(tested) as tested, coalesce(sum(run), 0) as run_seconds, coalesce(sum(wait), 0) as wait_seconds,
                sum(whole) as whole, sum(compiled) as compiled, sum(missed) as missed, sum(saved) as saved
              from facts group by cell, grain, start, project, strategy, pool),
            runs as (
              select cell, jsonb_object_agg(bucket, n) as counts
              from (select cell, duration_bucket(run) as bucket, count(*) as n from facts where run is not null group by 1, 2) c
              group by cell),
            waits as (
              select cell, jsonb_object_agg(bucket, n) as counts
              from (select cell, duration_bucket(wait) as bucket, count(*) as n from facts where wait is not null group by 1, 2) c
              group by cell),
            failures as (
              select cell, jsonb_object_agg(failure_kind, n) as counts
              from (select cell, failure_kind, count(*) as n from facts
                    where failure_kind is not null and status in ('Failed', 'TimedOut') group by 1, 2) c
              group by cell)
            insert into build_rollups as old (grain, start, project, strategy, pool, succeeded, failed, cancelled, timed_out, tested,
              run_seconds, wait_seconds, runs, waits, failures, cache_full, cache_compile, cache_miss, cache_saved_seconds)
            select grain, start, project, strategy, pool, succeeded, failed, cancelled, timed_out, tested, run_seconds, wait_seconds,
              coalesce(r.counts, '{}'), coalesce(w.counts, '{}'), coalesce(f.counts, '{}'), whole, compiled, missed, saved
            from sums left join runs r using (cell) left join waits w using (cell) left join failures f using (cell)
            on conflict (project, grain, start, strategy, pool) do update
            set succeeded = old.succeeded + excluded.succeeded, failed = old.failed + excluded.failed,
                cancelled = old.cancelled + excluded.cancelled, timed_out = old.timed_out + excluded.timed_out,
                tested = old.tested + excluded.tested, run_seconds = old.run_seconds + excluded.run_seconds,
                wait_seconds = old.wait_seconds + excluded.wait_seconds, runs = add_counts(old.runs, excluded.runs),
                waits = add_counts(old.waits, excluded.waits), failures = add_counts(old.failures, excluded.failures),
                cache_full = old.cache_full + excluded.cache_full, cache_compile = old.cache_compile + excluded.cache_compile,
                cache_miss = old.cache_miss + excluded.cache_miss,
                cache_saved_seconds = old.cache_saved_seconds + excluded.cache_saved_seconds""";

    static final String AGENTS = """
            insert into agent_rollups as old (day, agent_id, pool, attempts, lost, busy_seconds)
            select date_trunc('day', a.ended_at, 'UTC'), a.agent_id, min(b.target_pool), count(*), count(*) filter (where a.state = 'Lost'),
              sum(extract(epoch from a.ended_at - a.accepted_at))
            from attempts a join builds b on b.id = a.build_id
            where a.build_id = any(:ids) and a.accepted_at is not null and a.ended_at is not null group by 1, 2
            on conflict (day, agent_id) do update
            set attempts = old.attempts + excluded.attempts, lost = old.lost + excluded.lost,
                busy_seconds = old.busy_seconds + excluded.busy_seconds""";

    /**
     * A test counts from its first failure on. Its outcome of before is that of the build before in the batch, else what its state
     * says, and a test without a state never failed.
     */
    static final String TESTS = """
            with runs as (
              select b.project_name as project, md5(r.class_name || E'\\n' || r.name)::uuid as test, b.id as build_id, b.ended_at,
                min(r.class_name) as class_name, min(r.name) as name, bool_or(r.outcome = 'Failed') as failed, bool_or(r.flaky) as flaky
              from builds b join visible_attempts v on v.build_id = b.id join test_results r on r.attempt_id = v.id
              where b.id = any(:ids) and v.build_id = any(:ids) and r.outcome in ('Passed', 'Failed') group by 1, 2, 3, 4),
            interesting as (
              select project, test from runs where failed or flaky
              union select s.project, s.test from test_states s where s.failing and s.project in (select project from runs)),
            marked as (
              select r.*, coalesce(lag(r.failed) over (partition by project, test order by r.ended_at, r.build_id), s.failing, false) as before,
                row_number() over (partition by project, test order by r.ended_at desc, r.build_id desc) as nth
              from runs r join interesting using (project, test) left join test_states s using (project, test)),
            states as (
              insert into test_states (project, test, failing)
              select project, test, failed from marked where nth = 1 and (failed or before or exists (
                select 1 from marked m where m.project = marked.project and m.test = marked.test and m.failed))
              on conflict (project, test) do update set failing = excluded.failing)
            insert into test_rollups as old (day, project, test, class_name, name, failures, flaky, changes, last_failure)
            select date_trunc('day', ended_at, 'UTC'), project, test, min(class_name), min(name), count(*) filter (where failed),
              count(*) filter (where flaky and not failed), count(*) filter (where failed <> before), max(ended_at) filter (where failed)
            from marked where failed or flaky or before group by 1, 2, 3
            on conflict (day, project, test) do update
            set failures = old.failures + excluded.failures, flaky = old.flaky + excluded.flaky, changes = old.changes + excluded.changes,
                last_failure = greatest(old.last_failure, excluded.last_failure)""";

    private RollupStatements() {}
}
