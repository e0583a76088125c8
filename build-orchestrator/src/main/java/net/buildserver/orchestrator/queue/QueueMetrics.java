package net.buildserver.orchestrator.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much waits, read at intervals; every node shows the same numbers, so that sums over nodes mean nothing. */
class QueueMetrics {
    private static final String POOL = "pool";

    private final JdbcClient jdbc;
    private final MultiGauge tasks;
    private final MultiGauge builds;
    private final MultiGauge oldest;

    QueueMetrics(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.tasks = MultiGauge.builder("build.queue.length")
                .description("Tasks that wait for an agent, by pool and priority; what agents are scaled by")
                .register(meters);
        this.builds = MultiGauge.builder("build.server.queued.builds")
                .description("Builds with a task that waits for an agent, by pool and priority")
                .register(meters);
        this.oldest = MultiGauge.builder("build.server.queue.oldest.wait")
                .baseUnit("seconds")
                .description("How long the task that waits longest has been ready, by pool; 0 where none waits")
                .register(meters);
    }

    private record Waiting(String pool, int rank, long tasks, long builds, double seconds) {
        static final Waiting NONE = new Waiting("", 0, 0, 0, 0);
    }

    void read() {
        List<Waiting> waiting = Rows.list(jdbc.sql("""
                        select pool, priority_rank as rank, count(*) as tasks, count(distinct build_id) as builds,
                          greatest(0, extract(epoch from now() - min(ready_at)))::float8 as seconds
                        from tasks where state = 'Ready' and held_at is null group by pool, priority_rank
                        """).query(Rows.of(Waiting.class)));
        List<Row<?>> taskRows = new ArrayList<>();
        List<Row<?>> buildRows = new ArrayList<>();
        List<Row<?>> oldestRows = new ArrayList<>();
        for (BuildTargetType pool : BuildTargetType.values()) {
            for (BuildPriority priority : BuildPriority.values()) {
                Tags tags = Tags.of(POOL, pool.name(), "priority", priority.name());
                Waiting found = waiting.stream()
                        .filter(one -> one.pool().equals(pool.name()) && one.rank() == priority.rank())
                        .findFirst()
                        .orElse(Waiting.NONE);
                taskRows.add(Row.of(tags, found.tasks()));
                buildRows.add(Row.of(tags, found.builds()));
            }
            double seconds = waiting.stream()
                    .filter(one -> one.pool().equals(pool.name()))
                    .mapToDouble(Waiting::seconds)
                    .max()
                    .orElse(0);
            oldestRows.add(Row.of(Tags.of(POOL, pool.name()), seconds));
        }
        tasks.register(taskRows, true);
        builds.register(buildRows, true);
        oldest.register(oldestRows, true);
    }
}
