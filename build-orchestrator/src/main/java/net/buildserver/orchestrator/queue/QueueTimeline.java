package net.buildserver.orchestrator.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much waited when. It is counted from the times of the builds, each of which adds one when it came and takes one when it went. */
public class QueueTimeline {
    private static final String SELECT = """
            with wanted as (
              select created_at, started_at, ended_at, coalesce(started_at, ended_at) as left_at from builds
              where (ended_at is null or ended_at >= :from) and (:pool::text is null or target_pool = :pool)),
            changes as (
              select created_at as at, 1 as waiting, 0 as running from wanted
              union all select left_at, -1, 0 from wanted where left_at is not null
              union all select started_at, 0, 1 from wanted where started_at is not null
              union all select ended_at, 0, -1 from wanted where started_at is not null and ended_at is not null),
            steps as (
              select greatest(0, floor(extract(epoch from at - :from) / :step))::int as step,
                sum(waiting) as waiting, sum(running) as running
              from changes group by 1),
            starts as (
              select floor(extract(epoch from started_at - :from) / :step)::int as step, count(*) as started,
                percentile_cont(0.5) within group (order by extract(epoch from started_at - created_at)) as wait_p50,
                percentile_cont(0.95) within group (order by extract(epoch from started_at - created_at)) as wait_p95
              from wanted where started_at >= :from group by 1)
            select :from + (number + 1) * :step * interval '1 second' as at,
              coalesce(sum(s.waiting) over upto, 0) as waiting, coalesce(sum(s.running) over upto, 0) as running,
              coalesce(t.started, 0) as started, t.wait_p50, t.wait_p95
            from generate_series(0, :steps - 1) as number
            left join steps s on s.step = number left join starts t on t.step = number
            window upto as (order by number) order by number""";

    private final JdbcClient jdbc;

    QueueTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns the queue at the end of each step, oldest first.
     *
     * @param from where the first step begins
     * @param step length of a step, whole seconds
     * @param steps number of steps
     * @param pool builds of this pool, or null for all
     */
    public List<QueueMoment> moments(Instant from, Duration step, int steps, @Nullable BuildTargetType pool) {
        return Rows.list(jdbc.sql(SELECT)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("step", step.toSeconds())
                .param("steps", steps)
                .param("pool", pool == null ? null : pool.name())
                .query(Rows.of(QueueMoment.class)));
    }
}
