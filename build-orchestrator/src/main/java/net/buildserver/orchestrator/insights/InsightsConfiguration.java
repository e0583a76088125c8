package net.buildserver.orchestrator.insights;

import java.time.Duration;
import java.time.InstantSource;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the insights. */
@Configuration(proxyBeanMethods = false)
class InsightsConfiguration {
    private static final Duration COUNTING = Duration.ofSeconds(2);
    private static final Duration PRUNING = Duration.ofHours(1);

    @Bean
    Insights insights(JdbcClient jdbc) {
        return new Insights(jdbc, new RollupReader(jdbc), new SlowestBuilds(jdbc));
    }

    @Bean
    Rollups rollups(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        return new Rollups(jdbc, transactions, clock);
    }

    @Bean
    BackgroundLoop countingLoop(Rollups rollups) {
        return new BackgroundLoop("insights-counting", COUNTING, rollups::run);
    }

    @Bean
    BackgroundLoop pruningLoop(Rollups rollups) {
        return new BackgroundLoop("insights-pruning", PRUNING, rollups::prune);
    }
}
