package net.buildserver.orchestrator.agents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long enrolment tokens that machines rely on still hold; every node shows the same number. */
class TokenMetrics {
    private final JdbcClient jdbc;
    private final AtomicReference<Double> soonest = new AtomicReference<>(Double.NaN);

    TokenMetrics(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("build.server.enrolment.token.expiry", soonest, AtomicReference::get)
                .baseUnit("seconds")
                .description(
                        "Time until the first reusable enrolment token expires that agents have used, absent if none does")
                .register(meters);
    }

    void read() {
        soonest.set(jdbc.sql("""
                        select extract(epoch from min(expires_at) - now())::float8 from enrolment_tokens
                        where reusable and use_count > 0 and revoked_at is null and expires_at > now()""").query(Double.class).optional().orElse(Double.NaN));
    }
}
