package net.buildserver.orchestrator.logs;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the logs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class LogsConfiguration {
    private static final Duration METRICS = Duration.ofSeconds(15);

    @Bean
    LogReader logReader(JdbcClient jdbc, BlobStore store) {
        return new LogReader(jdbc, store);
    }

    @Bean
    Logs logs(JdbcClient jdbc, LogReader reader, Signals signals, MeterRegistry metrics) {
        return new Logs(jdbc, new LogAppender(jdbc), reader, signals, metrics);
    }

    @Bean
    JoinedLogs joinedLogs(JdbcClient jdbc, LogReader reader) {
        return new JoinedLogs(jdbc, reader);
    }

    @Bean
    BackgroundLoop logMetricsLoop(JdbcClient jdbc, MeterRegistry meters) {
        LogMetrics metrics = new LogMetrics(jdbc, meters);
        return new BackgroundLoop("log-metrics", METRICS, metrics::read);
    }

    @Bean
    LogLines logLines(Logs logs, LogReader reader) {
        return new LogLines(logs, reader);
    }

    @Bean
    LogArchiver logArchiver(
            JdbcClient jdbc, PlatformTransactionManager transactions, LogReader reader, BlobStore store) {
        return new LogArchiver(jdbc, new TransactionTemplate(transactions), reader, store);
    }

    @Bean
    BackgroundLoop logArchivingLoop(LogArchiver archiver, LogProperties properties) {
        return new BackgroundLoop("log-archiving", properties.archiveInterval(), archiver::archiveWaiting);
    }
}
