package net.buildserver.orchestrator.retention;

import java.time.Duration;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionConfiguration {
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    @Bean
    Removals removals(JdbcClient jdbc) {
        return new Removals(jdbc);
    }

    @Bean
    Retention retention(JdbcClient jdbc, RetentionSettings settings, Removals removals, BlobStore store) {
        return new Retention(jdbc, new RetentionPlans(jdbc, settings), removals, store, RetentionRules.of(settings));
    }

    /** On every node: each removal locks its build, and removing twice removes nothing more. */
    @Bean
    BackgroundLoop retentionLoop(Retention retention) {
        return new BackgroundLoop("retention", INTERVAL, retention::run);
    }
}
