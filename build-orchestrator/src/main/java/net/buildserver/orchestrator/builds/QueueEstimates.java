package net.buildserver.orchestrator.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells where a build stands and what to expect. Durations are medians of the last 20 that succeeded: of the same project and
 * strategy for the build itself, of its pool for what runs and waits before it.
 */
final class QueueEstimates {
    private static final String QUERY = """
            with this as (
              select b.status, t.id, t.pool, t.queue_at, b.project_name, b.strategy
              from builds b left join tasks t on t.build_id = b.id and t.state = 'Ready'
              where b.id = :id order by t.queue_at, t.id limit 1)
            select this.status,
              case when this.id is not null then (
                select count(*) from tasks o where o.state = 'Ready' and o.pool = this.pool
                  and (o.queue_at, o.id) < (this.queue_at, this.id)) end as ahead,
              (select count(*) from tasks o where o.state in ('Offered', 'Running') and o.pool = this.pool) as busy,
              (select coalesce(sum((capabilities ->> 'maxConcurrentBuilds')::int), 0) from agents a
                where a.target_type = this.pool and a.revoked_at is null and not a.paused and not a.maintenance
                  and a.last_heartbeat > now() - interval '60 seconds') as slots,
              (select percentile_cont(0.5) within group (order by seconds) from (
                select extract(epoch from ended_at - started_at) as seconds from builds b
                where b.project_name = this.project_name and b.strategy = this.strategy and b.status = 'Succeeded'
                order by ended_at desc limit 20) own) as own_seconds,
              (select percentile_cont(0.5) within group (order by seconds) from (
                select extract(epoch from ended_at - started_at) as seconds from builds b
                where b.target_pool = this.pool and b.status = 'Succeeded'
                order by ended_at desc limit 20) pool) as pool_seconds
            from this""";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    QueueEstimates(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the build's state and estimate, or empty if there is no such build. */
    Optional<Submission> of(UUID buildId) {
        return jdbc.sql(QUERY)
                .param("id", buildId)
                .query(Outlook.class)
                .optional()
                .map(outlook -> new Submission(buildId, outlook.status(), estimate(outlook, clock.instant())));
    }

    static QueueEstimate estimate(Outlook outlook, Instant now) {
        Duration own = seconds(outlook.ownSeconds());
        if (outlook.ahead() == null) {
            return new QueueEstimate(null, null, own);
        }
        int position = Math.toIntExact(outlook.ahead() + 1);
        return new QueueEstimate(position, own == null ? null : startTime(outlook, now), own);
    }

    /** Builds that must end before a slot is free for this one, at the pace at which the pool's slots end theirs. */
    private static @Nullable Instant startTime(Outlook outlook, Instant now) {
        Duration pace = seconds(outlook.poolSeconds());
        if (outlook.ahead() == null || outlook.slots() == 0 || pace == null) {
            return null;
        }
        long mustEnd = Math.max(0, outlook.ahead() + 1 + outlook.busy() - outlook.slots());
        return now.plus(pace.multipliedBy(mustEnd).dividedBy(outlook.slots()));
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofSeconds(Math.max(1, Math.round(seconds)));
    }

    record Outlook(
            BuildStatus status,
            @Nullable Long ahead,
            long busy,
            long slots,
            @Nullable Double ownSeconds,
            @Nullable Double poolSeconds) {}
}
