package net.buildserver.orchestrator.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the history of builds. Durations are in seconds; without a build there are none. */
public class Insights {
    private static final String WANTED =
            " where b.created_at >= :from and (:project::text is null or b.project_name = :project) ";

    private final JdbcClient jdbc;

    Insights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns what happened in each step of time since {@code from}, oldest first; steps without a build are left out. */
    public List<TimeStep> steps(Instant from, @Nullable String project, Duration step) {
        return Rows.list(jdbc.sql("""
                                select to_timestamp(floor(extract(epoch from b.created_at) / :step) * :step) as start,
                                """ + COUNTS + """
                                ,
                                percentile_cont(0.5) within group (order by extract(epoch from b.started_at - b.created_at)) as wait_p50,
                                percentile_cont(0.95) within group (order by extract(epoch from b.started_at - b.created_at)) as wait_p95
                                from builds b""" + WANTED + " group by 1 order by 1")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("project", project)
                .param("step", step.toSeconds())
                .query(TimeStep.class));
    }

    /** Returns each project that built since {@code from}, those with most builds first. */
    public List<ProjectSummary> projects(Instant from, @Nullable String project, int limit) {
        return Rows.list(jdbc.sql("select b.project_name as project, b.strategy, " + COUNTS + " from builds b" + WANTED
                        + " group by 1, 2 order by count(*) desc, 1, 2 limit :limit")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("project", project)
                .param("limit", limit)
                .query(ProjectSummary.class));
    }

    /** Returns the tests that failed since {@code from}, those that failed most first. */
    public List<FailingTest> failingTests(Instant from, @Nullable String project, int limit) {
        return Rows.list(jdbc.sql("""
                                with runs as (
                                  select b.project_name as project, r.class_name, r.name, r.outcome, b.created_at,
                                    lag(r.outcome) over (partition by b.project_name, r.class_name, r.name order by b.created_at) as before
                                  from builds b join visible_attempts v on v.build_id = b.id join test_results r on r.attempt_id = v.id
                                """ + WANTED + """
                                  and r.outcome in ('Passed', 'Failed'))
                                select project, class_name, name, count(*) as runs, count(*) filter (where outcome = 'Failed') as failures,
                                  count(*) filter (where outcome <> before) as changes, max(created_at) filter (where outcome = 'Failed') as last_failure
                                from runs group by project, class_name, name having count(*) filter (where outcome = 'Failed') > 0
                                order by failures desc, changes desc, class_name, name limit :limit""")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("project", project)
                .param("limit", limit)
                .query(FailingTest.class));
    }

    /** Returns the last runs of a test in the builds of a project, newest first. */
    public List<TestRun> testHistory(String project, String className, String name, int limit) {
        return Rows.list(jdbc.sql("""
                                with latest as (
                                  select id, created_at, git_ref, commit_sha from builds
                                  where project_name = :project order by created_at desc, id desc limit :limit)
                                select b.id as execution_id, b.created_at, b.git_ref, b.commit_sha, r.outcome,
                                  r.duration_ms / 1000 as seconds, r.error_message
                                from latest b join visible_attempts v on v.build_id = b.id join test_results r on r.attempt_id = v.id
                                where r.class_name = :class and r.name = :name order by b.created_at desc, b.id desc""")
                .param("project", project)
                .param("class", className)
                .param("name", name)
                .param("limit", limit)
                .query(TestRun.class));
    }

    private static final String COUNTS = """
            count(*) filter (where b.status = 'Succeeded') as succeeded, count(*) filter (where b.status = 'Failed') as failed,
            count(*) filter (where b.status = 'Cancelled') as cancelled, count(*) filter (where b.status = 'TimedOut') as timed_out,
            percentile_cont(0.5) within group (order by extract(epoch from b.ended_at - b.started_at))
              filter (where b.status = 'Succeeded') as p50,
            percentile_cont(0.95) within group (order by extract(epoch from b.ended_at - b.started_at))
              filter (where b.status = 'Succeeded') as p95""";
}
