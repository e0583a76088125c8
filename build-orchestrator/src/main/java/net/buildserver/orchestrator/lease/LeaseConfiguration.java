package net.buildserver.orchestrator.lease;

import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.tasks.AddedTasks;
import net.buildserver.orchestrator.tasks.BuildLocks;
import net.buildserver.orchestrator.tasks.CapableAgents;
import net.buildserver.orchestrator.tasks.Tasks;
import net.buildserver.orchestrator.traces.Traces;
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
    TaskInputs taskInputs(JdbcClient jdbc) {
        return new TaskInputs(jdbc);
    }

    @Bean
    Consequences consequences(Tasks tasks, AddedTasks added, TaskInputs inputs) {
        return new Consequences(tasks, added, inputs);
    }

    @Bean
    OfferedAttempts offeredAttempts(
            JdbcClient jdbc, LeaseTerms terms, CapableAgents agents, TaskInputs inputs, Traces traces) {
        return new OfferedAttempts(jdbc, terms, agents, inputs, traces);
    }

    @Bean
    Acceptances acceptances(
            OfferedAttempts attempts, Tasks tasks, BuildLifecycle builds, Signals signals, LeaseMetrics metrics) {
        return new Acceptances(attempts, tasks, builds, signals, metrics);
    }

    @Bean
    Endings endings(
            AttemptRows attempts,
            AttemptFence fence,
            BuildLocks locks,
            Consequences consequences,
            Signals signals,
            LeaseMetrics metrics) {
        return new Endings(attempts, fence, locks, consequences, signals, metrics);
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
