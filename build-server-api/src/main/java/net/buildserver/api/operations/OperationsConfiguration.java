package net.buildserver.api.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what operators watch. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Bean
    BackgroundLoop dependencyMetricsLoop(HealthContributorRegistry checks, MeterRegistry meters) {
        DependencyMetrics metrics = new DependencyMetrics(checks, meters);
        return new BackgroundLoop("dependency-metrics", INTERVAL, metrics::read);
    }
}
