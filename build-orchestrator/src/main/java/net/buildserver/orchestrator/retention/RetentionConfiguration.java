package net.buildserver.orchestrator.retention;

import java.time.Duration;
import net.buildserver.orchestrator.artifacts.store.BlobListing;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionConfiguration {
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    @Bean
    Removals removals(JdbcClient jdbc) {
        return new Removals(jdbc);
    }

    @Bean
    RetentionPlans retentionPlans(JdbcClient jdbc, RetentionSettings settings) {
        return new RetentionPlans(jdbc, settings);
    }

    @Bean
    RetentionRules retentionRules(JdbcClient jdbc, RetentionPlans plans, PlatformTransactionManager transactions) {
        return new RetentionRules(jdbc, plans, new TransactionTemplate(transactions));
    }

    @Bean
    ScrubFindings scrubFindings(JdbcClient jdbc, JdbcTemplate template) {
        return new ScrubFindings(jdbc, template);
    }

    @Bean
    Scrub scrub(ScrubFindings findings, BlobListing listing, BlobStore store, IdGenerator ids) {
        return new Scrub(findings, listing, store, ids);
    }

    @Bean
    Retention retention(
            JdbcClient jdbc, RetentionPlans plans, RetentionSettings settings, Removals removals, BlobStore store) {
        return new Retention(jdbc, plans, removals, store, RetentionDefaults.of(settings));
    }

    /** On every node: each removal locks its build, and removing twice removes nothing more. */
    @Bean
    BackgroundLoop retentionLoop(Retention retention) {
        return new BackgroundLoop("retention", INTERVAL, retention::run);
    }
}
