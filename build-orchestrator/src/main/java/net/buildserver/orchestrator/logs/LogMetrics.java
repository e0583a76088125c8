package net.buildserver.orchestrator.logs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the packing of logs is behind; every node shows the same. */
final class LogMetrics {
    /** Steps from attempt to attempt through the index, since the chunks are many and the attempts few. */
    private static final String OLDEST = """
            with recursive logged as (
              (select attempt_id from log_chunks order by attempt_id limit 1)
              union all
              select (select c.attempt_id from log_chunks c where c.attempt_id > logged.attempt_id
                order by c.attempt_id limit 1) from logged where logged.attempt_id is not null)
            select coalesce(max(extract(epoch from now() - a.ended_at)), 0)::float8
            from logged join attempts a on a.id = logged.attempt_id where a.ended_at is not null""";

    private final JdbcClient jdbc;
    private final AtomicReference<Double> lag = new AtomicReference<>(0.0);

    LogMetrics(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("build.server.log.archive.lag", lag, AtomicReference::get)
                .baseUnit("seconds")
                .description(
                        "How long ago the oldest attempt ended whose log still lies in PostgreSQL rather than in the store")
                .register(meters);
    }

    void read() {
        lag.set(jdbc.sql(OLDEST).query(Double.class).single());
    }
}
