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

/** How much waits, read at intervals; every node shows the same numbers. */
class QueueMetrics {
    private final JdbcClient jdbc;
    private final MultiGauge queued;

    QueueMetrics(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.queued = MultiGauge.builder("build.server.queued.builds")
                .description("Tasks that wait for an agent, by pool and priority")
                .register(meters);
    }

    private record Waiting(String pool, int rank, long count) {}

    void read() {
        List<Waiting> waiting = Rows.list(jdbc.sql("""
                        select pool, priority_rank, count(*) as count from tasks where state = 'Ready' and held_at is null
                        group by pool, priority_rank
                        """)
                .query((row, number) ->
                        new Waiting(row.getString("pool"), row.getInt("priority_rank"), row.getLong("count"))));
        List<Row<?>> rows = new ArrayList<>();
        for (BuildTargetType pool : BuildTargetType.values()) {
            for (BuildPriority priority : BuildPriority.values()) {
                long count = waiting.stream()
                        .filter(one -> one.pool().equals(pool.name()) && one.rank() == priority.rank())
                        .mapToLong(Waiting::count)
                        .sum();
                rows.add(Row.of(Tags.of("pool", pool.name(), "priority", priority.name()), count));
            }
        }
        queued.register(rows, true);
    }
}
