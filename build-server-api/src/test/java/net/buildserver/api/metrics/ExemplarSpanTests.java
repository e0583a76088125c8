package net.buildserver.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.UUID;
import net.buildserver.telemetry.CurrentSpan;
import net.buildserver.telemetry.TraceContext;
import org.junit.jupiter.api.Test;

class ExemplarSpanTests {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new ExemplarSpan());
    private final Timer timer = Timer.builder("build.duration")
            .serviceLevelObjectives(Duration.ofMinutes(1))
            .register(registry);
    private final UUID build = UUID.fromString("0190a7c2-1111-7000-8000-0242ac120002");

    @Test
    void bucketPointsAtTheTraceOfItsBuild() {
        TraceContext place = TraceContext.ofBuild(build, 1);

        CurrentSpan.within(place, () -> timer.record(Duration.ofSeconds(3)));

        assertThat(registry.scrape(OPEN_METRICS))
                .containsPattern("build_duration_seconds_bucket\\{le=\"60.0\"} 1 # \\{span_id=\"" + place.spanId()
                        + "\",trace_id=\"" + TraceContext.traceId(build) + "\"} 3.0 ");
    }

    @Test
    void nothingPointsAtATraceThatIsNotRecordedOrOfNoBuild() {
        CurrentSpan.within(TraceContext.ofBuild(build, 0), () -> timer.record(Duration.ofSeconds(3)));
        timer.record(Duration.ofSeconds(3));

        assertThat(registry.scrape(OPEN_METRICS))
                .contains("build_duration_seconds_bucket{le=\"60.0\"} 2")
                .doesNotContain("trace_id");
    }
}
