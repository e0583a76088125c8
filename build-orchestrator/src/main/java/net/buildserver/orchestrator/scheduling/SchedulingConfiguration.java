package net.buildserver.orchestrator.scheduling;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.lease.LeaseWatch;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.queue.QueueLimits;
import net.buildserver.orchestrator.status.DiskSpace;
import net.buildserver.orchestrator.tasks.CapableAgents;
import net.buildserver.orchestrator.traces.Traces;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchedulingSettings.class)
class SchedulingConfiguration {
    private static final Duration FAILING = Duration.ofMinutes(1);

    /** On every node; doing it twice changes nothing. */
    @Bean
    BackgroundLoop failingAgentsLoop(JdbcClient jdbc, SchedulingSettings settings) {
        FailingAgents agents = new FailingAgents(jdbc, settings.drainAfter());
        return new BackgroundLoop("failing-agents", FAILING, agents::drain);
    }

    @Bean
    Offers offers(JdbcClient jdbc, LeaseTerms terms, Signals signals) {
        return new Offers(jdbc, terms, signals);
    }

    @Bean
    CapableAgents capableAgents(JdbcClient jdbc) {
        return new InService(jdbc);
    }

    @Bean
    WaitReasons waitReasons(JdbcClient jdbc, QueueLimits limits, DiskSpace disk, InstantSource clock) {
        return new WaitReasons(jdbc, limits, disk, clock);
    }

    @Bean
    PoolPass poolPass(JdbcClient jdbc, QueueLimits limits, InstantSource clock) {
        return new PoolPass(new WarmAgents(jdbc), limits, new RunningTasks(jdbc), clock);
    }

    @Bean
    SchedulingMetrics schedulingMetrics(MeterRegistry meters, Traces traces) {
        return new SchedulingMetrics(meters, traces);
    }

    @Bean
    Dispatch dispatch(
            JdbcClient jdbc,
            PoolPass pass,
            Offers offers,
            SchedulingMetrics metrics,
            DiskSpace disk,
            InstantSource clock) {
        return new Dispatch(new QueueModel(new Candidates(jdbc)), pass, offers, metrics, disk, clock);
    }

    @Bean
    Scheduler scheduler(
            DataSource database, Dispatch dispatch, LeaseWatch leases, Signals signals, SchedulingMetrics metrics) {
        return new Scheduler(new Leadership(database), dispatch, leases, signals, metrics);
    }
}
