package net.buildserver.orchestrator.builds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.StageNames;
import net.buildserver.orchestrator.platform.Buckets;
import org.jspecify.annotations.Nullable;

/** The specification's metrics of builds. They are counted by the server that commits the change, so that sums are right. */
final class BuildMetrics {
    private static final String STRATEGY = "strategy";
    private static final String POOL = "pool";
    private static final String PROJECT = "project";
    private static final double MILLIS = 1000;

    private final ProjectLabels projects;
    private final SlowestBuilds slowest;
    private final MeterProvider<Counter> started;
    private final MeterProvider<Counter> completed;
    private final MeterProvider<Counter> failed;
    private final MeterProvider<Timer> wait;
    private final MeterProvider<Timer> duration;
    private final Map<String, MeterProvider<Timer>> stages;

    BuildMetrics(MeterRegistry registry, ProjectLabels projects) {
        this.projects = projects;
        this.slowest = new SlowestBuilds(registry);
        this.started = Counter.builder("build.server.builds.started")
                .description("Builds submitted, by project, strategy and pool")
                .withRegistry(registry);
        this.completed = Counter.builder("build.server.builds.completed")
                .description("Builds that ended, by project, strategy, pool and status")
                .withRegistry(registry);
        this.failed = Counter.builder("build.server.builds.failed")
                .description("Builds that failed or ran out of time, by project, pool and failure_kind;"
                        + " Infrastructure and AgentLost are ours, the others the user's")
                .withRegistry(registry);
        this.wait = Timer.builder("build.server.queue.wait")
                .description("Time from submission to the first agent that accepted, by strategy and pool")
                .serviceLevelObjectives(Buckets.queueWait())
                .withRegistry(registry);
        this.duration = Timer.builder("build.server.build.duration")
                .description("Time from the first accept to the end, by strategy, pool and status")
                .serviceLevelObjectives(Buckets.build())
                .withRegistry(registry);
        this.stages = Map.of(
                StageNames.RESTORE,
                Timer.builder("build.server.restore.duration")
                        .description("Time of the Restore stage, by strategy and pool")
                        .serviceLevelObjectives(Buckets.build())
                        .withRegistry(registry),
                StageNames.BUILD,
                Timer.builder("build.server.compilation.duration")
                        .description("Time of the Build stage, by strategy and pool")
                        .serviceLevelObjectives(Buckets.build())
                        .withRegistry(registry),
                StageNames.TEST,
                Timer.builder("build.server.test.duration")
                        .description("Time of the Test stage, by strategy and pool")
                        .serviceLevelObjectives(Buckets.build())
                        .withRegistry(registry));
    }

    void submitted(BuildRequest request) {
        started.withTags(
                        PROJECT,
                        projects.of(request.job().projectName()),
                        STRATEGY,
                        request.strategy().name(),
                        POOL,
                        request.targetPool().name())
                .increment();
    }

    void waited(BuildStates.Started build) {
        wait.withTags(STRATEGY, build.strategy().name(), POOL, build.targetPool())
                .record(Duration.between(build.createdAt(), build.startedAt()));
    }

    void ended(BuildStatus outcome, @Nullable FailureKind failureKind, BuildStates.Ended build) {
        String project = projects.of(build.projectName());
        String strategy = build.strategy().name();
        String pool = build.targetPool();
        completed
                .withTags(PROJECT, project, STRATEGY, strategy, POOL, pool, "status", outcome.name())
                .increment();
        if (failureKind != null && outcome != BuildStatus.Cancelled) {
            failed.withTags(PROJECT, project, POOL, pool, "failure_kind", failureKind.name())
                    .increment();
        }
        Instant from = build.startedAt();
        if (from != null) {
            duration.withTags(STRATEGY, strategy, POOL, pool, "status", outcome.name())
                    .record(Duration.between(from, build.endedAt()));
            slowest.ended(build.id(), project, strategy, from, build.endedAt());
        }
    }

    void stagesEnded(BuildStates.Ended build, List<BuildStates.StageTime> times) {
        for (BuildStates.StageTime stage : times) {
            MeterProvider<Timer> timer = stages.get(stage.name());
            if (timer != null) {
                timer.withTags(STRATEGY, build.strategy().name(), POOL, build.targetPool())
                        .record(Duration.ofMillis(Math.round(stage.seconds() * MILLIS)));
            }
        }
    }

    /** Lets go of what is too old to be shown. */
    void forget(Instant now) {
        slowest.show(now);
    }
}
