package net.buildserver.orchestrator.lease;

import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.tasks.BuildLocks;
import net.buildserver.orchestrator.tasks.CapableAgents;
import net.buildserver.orchestrator.tasks.Growth;
import net.buildserver.orchestrator.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class LeaseConfiguration {
    @Bean
    LeaseTerms leaseTerms(LeaseSettings settings) {
        return settings.terms();
    }

    @Bean
    AttemptFence attemptFence(JdbcClient jdbc) {
        return new AttemptFence(jdbc);
    }

    @Bean
    AttemptRows attemptRows(JdbcClient jdbc) {
        return new AttemptRows(jdbc);
    }

    @Bean
    LeaseMetrics leaseMetrics(MeterRegistry meters) {
        return new LeaseMetrics(meters);
    }

    @Bean
    Acceptances acceptances(
            JdbcClient jdbc,
            LeaseTerms terms,
            Tasks tasks,
            CapableAgents agents,
            BuildLifecycle builds,
            Signals signals,
            LeaseMetrics metrics) {
        return new Acceptances(jdbc, terms, tasks, agents, builds, signals, metrics);
    }

    @Bean
    Endings endings(
            AttemptRows attempts,
            AttemptFence fence,
            BuildLocks locks,
            Tasks tasks,
            Growth growth,
            Signals signals,
            LeaseMetrics metrics) {
        return new Endings(attempts, fence, locks, tasks, growth, signals, metrics);
    }

    @Bean
    Losses losses(
            AttemptRows attempts,
            BuildLocks locks,
            Tasks tasks,
            Signals signals,
            LeaseTerms terms,
            LeaseMetrics metrics) {
        return new Losses(attempts, locks, tasks, signals, terms, metrics);
    }

    @Bean
    LeaseWatch leaseWatch(JdbcClient jdbc, Losses losses, LeaseTerms terms) {
        return new LeaseWatch(jdbc, losses, terms);
    }
}
