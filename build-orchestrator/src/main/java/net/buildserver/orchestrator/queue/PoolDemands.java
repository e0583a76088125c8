package net.buildserver.orchestrator.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.platform.Ages;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells autoscalers how many agents a pool could use. It is one statement over the indexes of waiting and of busy tasks, and its
 * answer serves everybody who asks within a second.
 */
public class PoolDemands {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String SQL = """
            with work as (
              select build_id, 1 as waiting, 0 as running from tasks
              where pool = :pool and state = 'Ready' and held_at is null
              union all
              select build_id, 0, 1 from tasks where pool = :pool and state in ('Offered', 'Running')),
            of_project as (
              select b.project_name, sum(waiting) as waiting, sum(running) as running
              from work join builds b on b.id = work.build_id group by b.project_name)
            select
              coalesce(sum(case when l.max_running is null then p.waiting
                else least(p.waiting, greatest(l.max_running - p.running, 0)) end), 0)::int as pending,
              coalesce(sum(p.running), 0)::int as running,
              (select max_running from queue_limits where kind = 'pool' and name = :pool) as most
            from of_project p left join queue_limits l on l.kind = 'project' and l.name = p.project_name""";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<BuildTargetType, Known> known = new ConcurrentHashMap<>();

    PoolDemands(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Known(Instant read, PoolDemand demand) {}

    private record Counted(
            int pending, int running, @Nullable Integer most) {}

    /** Returns the demand for agents of {@code pool}, at most a second old. */
    public PoolDemand of(BuildTargetType pool) {
        return known.compute(pool, (key, last) -> {
                    Instant now = clock.instant();
                    boolean fresh = last != null && Ages.isYounger(last.read(), FRESH, now);
                    return fresh ? last : new Known(now, read(pool));
                })
                .demand();
    }

    private PoolDemand read(BuildTargetType pool) {
        Counted counted = jdbc.sql(SQL)
                .param("pool", pool.name())
                .query(Rows.of(Counted.class))
                .single();
        Integer most = counted.most();
        int pending =
                most == null ? counted.pending() : Math.min(counted.pending(), Math.max(most - counted.running(), 0));
        return PoolDemand.of(pending, counted.running());
    }
}
