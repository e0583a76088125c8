package net.buildserver.orchestrator.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import net.buildserver.orchestrator.platform.Ages;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Figures that estimates rest on, kept for a moment, since every submit asks for them. Durations are medians of the last 20 builds
 * that succeeded.
 */
final class QueueHistory {
    private static final Duration POOL_FRESH = Duration.ofSeconds(2);
    private static final Duration PROJECT_FRESH = Duration.ofSeconds(15);
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<Object, Kept> kept = new ConcurrentHashMap<>();

    QueueHistory(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Kept(Instant read, Object value) {}

    private record Project(String name, String strategy) {}

    private record Seconds(@Nullable Double seconds) {}

    /**
     * A pool.
     *
     * @param waiting tasks that wait
     * @param busy tasks that agents hold
     * @param slots builds that its agents in service run at once
     * @param seconds how long its builds take, or null without history
     */
    record Pool(
            long waiting, long busy, long slots, @Nullable Double seconds) {}

    Pool pool(String name) {
        return keep(
                name,
                POOL_FRESH,
                Pool.class,
                () -> jdbc.sql("""
                        select
                          (select count(*) from tasks where state = 'Ready' and held_at is null and pool = :pool) as waiting,
                          (select count(*) from tasks where state in ('Offered', 'Running') and pool = :pool) as busy,
                          (select coalesce(sum((capabilities ->> 'maxConcurrentBuilds')::int), 0) from agents a
                            where a.target_type = :pool and a.revoked_at is null and not a.paused and not a.maintenance
                              and a.last_heartbeat > now() - interval '60 seconds') as slots,
                          (select percentile_cont(0.5) within group (order by seconds) from (
                            select extract(epoch from ended_at - started_at) as seconds from builds b
                            where b.target_pool = :pool and b.status = 'Succeeded'
                            order by ended_at desc limit 20) pool) as seconds""")
                        .param("pool", name)
                        .query(Rows.of(Pool.class))
                        .single());
    }

    /** Returns how long builds of this project and strategy take, in seconds, or null without history. */
    @Nullable Double seconds(String project, String strategy) {
        return keep(
                        new Project(project, strategy),
                        PROJECT_FRESH,
                        Seconds.class,
                        () -> jdbc.sql("""
                        select percentile_cont(0.5) within group (order by seconds) as seconds from (
                          select extract(epoch from ended_at - started_at) as seconds from builds b
                          where b.project_name = :project and b.strategy = :strategy and b.status = 'Succeeded'
                          order by ended_at desc limit 20) own""")
                                .param("project", project)
                                .param("strategy", strategy)
                                .query(Rows.of(Seconds.class))
                                .single())
                .seconds();
    }

    private <T> T keep(Object key, Duration fresh, Class<T> type, Supplier<T> read) {
        Instant now = clock.instant();
        Kept known = kept.get(key);
        if (known != null && Ages.isYounger(known.read(), fresh, now)) {
            return type.cast(known.value());
        }
        if (kept.size() > MOST) {
            kept.clear();
        }
        T value = read.get();
        kept.put(key, new Kept(now, value));
        return value;
    }
}
