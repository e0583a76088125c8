package net.buildserver.orchestrator.builds;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.domain.plan.BuildStrategy;
import net.buildserver.domain.plan.CachedStrategy;
import net.buildserver.domain.plan.CleanStrategy;
import net.buildserver.domain.plan.IncrementalStrategy;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.queue.QueueCaps;
import net.buildserver.orchestrator.queue.ReadyTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/** Wires the builds. A new strategy is one more bean here. */
@Configuration(proxyBeanMethods = false)
class BuildsConfiguration {
    @Bean
    BuildStrategy cleanStrategy() {
        return new CleanStrategy();
    }

    @Bean
    BuildStrategy incrementalStrategy() {
        return new IncrementalStrategy();
    }

    @Bean
    BuildStrategy cachedStrategy() {
        return new CachedStrategy();
    }

    @Bean
    BuildMetrics buildMetrics(MeterRegistry registry) {
        return new BuildMetrics(registry);
    }

    @Bean
    BuildStates buildStates(JdbcClient jdbc, Signals signals, BuildMetrics metrics) {
        return new BuildStates(jdbc, signals, metrics);
    }

    @Bean
    PlannedTasks plannedTasks(List<BuildStrategy> strategies, IdGenerator ids) {
        return new PlannedTasks(new Strategies(strategies), ids);
    }

    @Bean
    BuildSubmission buildSubmission(
            JdbcClient jdbc, PlannedTasks tasks, QueueCaps caps, BuildMetrics metrics, ReadyTasks ready) {
        return new BuildSubmission(tasks, new Idempotency(jdbc), new BuildRows(jdbc), caps, metrics, ready);
    }

    @Bean
    Builds builds(
            JdbcClient jdbc, BuildSubmission submission, BuildStates states, Signals signals, InstantSource clock) {
        return new Builds(
                submission,
                new BuildDirectory(jdbc),
                new QueueEstimates(jdbc, new QueueHistory(jdbc, clock), clock),
                new BuildCancelling(jdbc, states, signals),
                states,
                new CommitReader(jdbc));
    }

    @Bean
    ProjectDirectory projectDirectory(JdbcClient jdbc) {
        return new ProjectDirectory(jdbc);
    }

    @Bean
    BuildChanges buildChanges(JdbcClient jdbc) {
        return new BuildChanges(jdbc, new BuildDirectory(jdbc));
    }
}
