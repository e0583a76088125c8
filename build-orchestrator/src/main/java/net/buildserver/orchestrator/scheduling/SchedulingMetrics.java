package net.buildserver.orchestrator.scheduling;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts offers and measures how long tasks waited for theirs. */
class SchedulingMetrics {
    private static final Duration LONGEST_BUCKET = Duration.ofHours(2);

    private final MeterRegistry meters;

    SchedulingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void offered(String pool, long waitedMillis) {
        meters.counter("build.server.offers", "pool", pool).increment();
        Timer.builder("build.server.dispatch.latency")
                .description("Time from a task being ready to its offer")
                .tag("pool", pool)
                .maximumExpectedValue(LONGEST_BUCKET)
                .publishPercentileHistogram()
                .register(meters)
                .record(waitedMillis, TimeUnit.MILLISECONDS);
    }
}
