package net.buildserver.orchestrator.results.reading;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the reading of results. */
@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {
    @Bean
    BuildTasks buildTasks(JdbcClient jdbc) {
        return new BuildTasks(jdbc);
    }

    @Bean
    BuildResults buildResults(JdbcClient jdbc) {
        return new BuildResults(jdbc);
    }
}
