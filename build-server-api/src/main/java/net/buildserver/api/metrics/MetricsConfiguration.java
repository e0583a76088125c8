package net.buildserver.api.metrics;

import io.prometheus.metrics.tracer.common.SpanContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires traces into metrics: Spring Boot hands the span to the registry, which adds it to histograms as exemplars. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    SpanContext exemplarSpan() {
        return new ExemplarSpan();
    }
}
