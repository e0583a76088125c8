package net.buildserver.orchestrator.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells where a build stands by priority and time, and what to expect. Fair share between projects may move it: the position is
 * exact where one project waits.
 */
final class QueueEstimates {
    private static final String POSITION = """
            with this as (
              select b.status, t.id, t.queue_at, b.target_pool, b.project_name, b.strategy
              from builds b left join tasks t on t.build_id = b.id and t.state = 'Ready' and t.held_at is null
              where b.id = :id order by t.queue_at, t.id limit 1)
            select this.status, this.target_pool as pool, this.project_name as project, this.strategy,
              case when this.id is not null then (
                select count(*) from (
                  select 1 from tasks o where o.state = 'Ready' and o.held_at is null and o.pool = this.target_pool
                    and (o.queue_at, o.id) < (this.queue_at, this.id) limit :most) before_it) end as ahead
            from this""";

    private final JdbcClient jdbc;
    private final QueueHistory history;
    private final InstantSource clock;
    private final UsualDurations usual;

    QueueEstimates(JdbcClient jdbc, QueueHistory history, InstantSource clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.clock = clock;
        this.usual = new UsualDurations(jdbc, clock);
    }

    private record Position(
            BuildStatus status,
            String pool,
            String project,
            String strategy,
            @Nullable Long ahead) {}

    /** Returns how long each of these builds usually takes, by its place in the list. */
    List<Optional<Duration>> usual(List<Build> builds) {
        return usual.of(builds);
    }

    /** Returns the build's state and estimate, or empty if there is no such build. */
    Optional<Submission> of(UUID buildId) {
        return jdbc.sql(POSITION)
                .param("id", buildId)
                .param("most", BuildRows.MOST_COUNTED)
                .query(Rows.of(Position.class))
                .optional()
                .map(position -> new Submission(buildId, position.status(), estimate(position)));
    }

    /** Returns the estimate of a build that was just written with {@code ahead} tasks before it. */
    Submission submitted(BuildRequest request, long ahead) {
        Position position = new Position(
                BuildStatus.Queued,
                request.targetPool().name(),
                request.job().projectName(),
                request.strategy().name(),
                ahead);
        return new Submission(request.executionId(), BuildStatus.Queued, estimate(position));
    }

    /** Returns in one sentence what the estimate of a waiting build rests on, or empty if it does not wait. */
    Optional<String> basis(UUID buildId) {
        return jdbc.sql(POSITION)
                .param("id", buildId)
                .param("most", BuildRows.MOST_COUNTED)
                .query(Rows.of(Position.class))
                .optional()
                .filter(position -> position.ahead() != null)
                .map(position -> basis(history.pool(position.pool()), position));
    }

    private static String basis(QueueHistory.Pool pool, Position position) {
        String slots = "%d tasks wait before it, agents hold %d, and the agents in service have %d slots"
                .formatted(position.ahead(), pool.busy(), pool.slots());
        Duration pace = seconds(pool.seconds());
        return pace == null
                ? slots + "; the pool " + position.pool() + " has no history of successful builds yet."
                : slots + "; the last builds of the pool " + position.pool() + " took " + pace.toSeconds()
                        + " s in the median.";
    }

    private QueueEstimate estimate(Position position) {
        Double own = position.status().isEnded() ? null : history.seconds(position.project(), position.strategy());
        Long ahead = position.ahead();
        if (ahead == null) {
            return new QueueEstimate(null, null, seconds(own));
        }
        QueueHistory.Pool pool = history.pool(position.pool());
        long before = ahead < BuildRows.MOST_COUNTED ? ahead : Math.max(ahead, pool.waiting());
        return estimate(
                new Outlook(position.status(), before, pool.busy(), pool.slots(), own, pool.seconds()),
                clock.instant());
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
