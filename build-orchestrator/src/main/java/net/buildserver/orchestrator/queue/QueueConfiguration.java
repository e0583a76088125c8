package net.buildserver.orchestrator.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.platform.RedisNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration METRICS = Duration.ofSeconds(10);
    private static final Duration RELAY = Duration.ofSeconds(1);

    @Bean
    JobQueue jobQueue(StringRedisTemplate redis, RedisNames names) {
        return new RedisJobQueue(redis, names);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JobQueue queue, Signals signals) {
        return new Outbox(jdbc, queue, signals);
    }

    @Bean
    QueueSweep queueSweep(JdbcClient jdbc, JobQueue queue, Outbox outbox, Signals signals) {
        return new QueueSweep(jdbc, queue, outbox, signals);
    }

    @Bean
    BackgroundLoop queueMetricsLoop(JdbcClient jdbc, MeterRegistry meters) {
        QueueMetrics metrics = new QueueMetrics(jdbc, meters);
        return new BackgroundLoop("queue-metrics", METRICS, metrics::read);
    }

    /** The scheduler drains the outbox before each pass; this catches what it did not see. */
    @Bean
    BackgroundLoop outboxRelayLoop(Outbox outbox) {
        return new BackgroundLoop("outbox-relay", RELAY, outbox::drain);
    }

    @Bean
    BackgroundLoop queueSweepLoop(QueueSweep sweep) {
        return new BackgroundLoop("queue-sweep", SWEEP, sweep::run);
    }
}
