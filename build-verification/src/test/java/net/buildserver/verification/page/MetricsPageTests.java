package net.buildserver.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MetricsPageTests {

    private static final String SOURCE = """
            import io.micrometer.core.instrument.Counter;
            class Offers {
                Counter offers = Counter.builder("build.server.offers")
                        .description("Tasks offered,"
                                + " by pool")
                        .withRegistry(meters);
                Timer wait = Timer.builder("build.server.wait").register(meters);
                Gauge age = Gauge.builder("build.server.age", this, Offers::age).baseUnit("seconds")
                        .description("Age").register(meters);
                void hidden() { meters.counter("build.server.hidden").increment(); }
            }
            """;

    @Test
    void metricsAreReadFromTheirSource() {
        assertThat(Metric.of(SOURCE))
                .containsExactly(
                        new Metric("build_server_offers_total", "counter", "Tasks offered, by pool"),
                        new Metric("build_server_wait_seconds", "histogram", ""),
                        new Metric("build_server_age_seconds", "gauge", "Age"));
        assertThat(Metric.undocumented(SOURCE)).containsExactly("build.server.hidden", "build_server_wait_seconds");
    }

    @Test
    void pageIsUpToDateAndExplainsEveryMetric() throws IOException {
        var sources = Sources.ofProject();
        var page = new MetricsPage(sources);
        var file = sources.root().resolve("docs/metrics.md");
        var text = page.text();
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(file, text);
        }

        assertThat(file).as("write it anew with -Dpage.write=true").hasContent(text);
        assertThat(sources.all().stream().flatMap(source -> Metric.undocumented(source).stream()))
                .as("metrics without a description")
                .isEmpty();
    }
}
