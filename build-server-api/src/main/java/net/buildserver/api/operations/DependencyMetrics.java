package net.buildserver.api.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** Shows what the health checks say, asked apart from the scrapes, lest a slow dependency keeps a scrape waiting. */
final class DependencyMetrics {
    /** Name of a dependency in metrics, by the name of its health check. */
    private static final Map<String, String> NAMES = Map.of("db", "postgresql", "redis", "redis", "store", "store");

    private final HealthContributorRegistry checks;
    private final MultiGauge up;

    DependencyMetrics(HealthContributorRegistry checks, MeterRegistry meters) {
        this.checks = checks;
        this.up = MultiGauge.builder("build.server.dependency.up")
                .description(
                        "Whether what the server depends on answers this node, by dependency (postgresql, redis, store)")
                .register(meters);
    }

    void read() {
        List<Row<?>> rows = new ArrayList<>();
        NAMES.forEach((check, name) -> {
            if (checks.getContributor(check) instanceof HealthIndicator indicator) {
                rows.add(Row.of(Tags.of("dependency", name), isUp(indicator) ? 1 : 0));
            }
        });
        up.register(rows, true);
    }

    private static boolean isUp(HealthIndicator indicator) {
        Health health = indicator.health();
        return health != null && Status.UP.equals(health.getStatus());
    }
}
