package net.buildserver.orchestrator.insights;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the insights. */
@Configuration(proxyBeanMethods = false)
class InsightsConfiguration {
    @Bean
    Insights insights(JdbcClient jdbc) {
        return new Insights(jdbc);
    }
}
