package net.buildserver.orchestrator.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.status.DiskSpace;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
class QueueConfiguration {
    private static final Duration METRICS = Duration.ofSeconds(10);

    @Bean
    ReadyTasks readyTasks(Signals signals) {
        return new ReadyTasks(signals);
    }

    @Bean
    QueueLimits queueLimits(JdbcClient jdbc, Signals signals, InstantSource clock) {
        return new QueueLimits(jdbc, signals, clock);
    }

    @Bean
    QueueTimeline queueTimeline(JdbcClient jdbc) {
        return new QueueTimeline(jdbc);
    }

    @Bean
    QueueCaps queueCaps(JdbcClient jdbc, QueueSettings settings, DiskSpace disk, InstantSource clock) {
        return new QueueCaps(jdbc, settings, disk, clock);
    }

    @Bean
    PoolDemands poolDemands(JdbcClient jdbc, InstantSource clock) {
        return new PoolDemands(jdbc, clock);
    }

    @Bean
    BackgroundLoop queueMetricsLoop(JdbcClient jdbc, MeterRegistry meters) {
        QueueMetrics metrics = new QueueMetrics(jdbc, meters);
        return new BackgroundLoop("queue-metrics", METRICS, metrics::read);
    }
}
