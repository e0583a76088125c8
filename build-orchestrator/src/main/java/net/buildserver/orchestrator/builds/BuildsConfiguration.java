package net.buildserver.orchestrator.builds;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.domain.plan.BuildStrategy;
import net.buildserver.domain.plan.CachedStrategy;
import net.buildserver.domain.plan.CanaryStrategy;
import net.buildserver.domain.plan.CleanStrategy;
import net.buildserver.domain.plan.DistributedStrategy;
import net.buildserver.domain.plan.IncrementalStrategy;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.queue.QueueCaps;
import net.buildserver.orchestrator.queue.ReadyTasks;
import net.buildserver.orchestrator.traces.Traces;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.IdGenerator;

/** Wires the builds. A new strategy is one more bean here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuildMetricsSettings.class)
class BuildsConfiguration {
    private static final Duration METRICS = Duration.ofMinutes(5);

    @Bean
    BuildStrategy canaryStrategy() {
        return new CanaryStrategy();
    }

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
    BuildStrategy distributedStrategy() {
        return new DistributedStrategy();
    }

    @Bean
    BuildMetrics buildMetrics(MeterRegistry registry, BuildMetricsSettings settings) {
        return new BuildMetrics(registry, new ProjectLabels(settings.maxProjects()));
    }

    @Bean
    BackgroundLoop buildMetricsLoop(BuildMetrics metrics, InstantSource clock) {
        return new BackgroundLoop("build-metrics", METRICS, () -> metrics.forget(clock.instant()));
    }

    @Bean
    BuildStates buildStates(JdbcClient jdbc, Signals signals, BuildMetrics metrics, Traces traces) {
        return new BuildStates(jdbc, signals, metrics, traces);
    }

    @Bean
    PlannedTasks plannedTasks(List<BuildStrategy> strategies, IdGenerator ids) {
        return new PlannedTasks(new Strategies(strategies), ids);
    }

    @Bean
    BuildSubmission buildSubmission(
            JdbcClient jdbc,
            PlannedTasks tasks,
            QueueCaps caps,
            BuildMetrics metrics,
            ReadyTasks ready,
            TransactionOperations transaction) {
        return new BuildSubmission(jdbc, tasks, caps, metrics, ready, transaction);
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
