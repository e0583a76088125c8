package net.buildserver.orchestrator.builds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.StageNames;
import org.jspecify.annotations.Nullable;

/** The specification's metrics of builds. They are counted by the server that commits the change, so that sums are right. */
final class BuildMetrics {
    private static final Map<String, String> STAGE_METERS = Map.of(
            StageNames.RESTORE, "build.server.restore.duration",
            StageNames.BUILD, "build.server.compilation.duration",
            StageNames.TEST, "build.server.test.duration");
    private static final Duration[] BUCKETS =
            List.of(1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200).stream()
                    .map(Duration::ofSeconds)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;

    BuildMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void submitted(BuildRequest request) {
        registry.counter(
                        "build.server.builds.started",
                        "strategy",
                        request.strategy().name(),
                        "pool",
                        request.targetPool().name())
                .increment();
    }

    void waited(BuildStrategyType strategy, Instant from, Instant to) {
        timer("build.server.queue.wait", "Time from submission to the first agent that accepted", strategy)
                .record(Duration.between(from, to));
    }

    void ended(BuildStatus outcome, @Nullable FailureKind failureKind, BuildStates.Ended build) {
        String strategy = build.strategy().name();
        registry.counter("build.server.builds.completed", "status", outcome.name(), "strategy", strategy)
                .increment();
        if (failureKind != null && outcome != BuildStatus.Cancelled) {
            Counter.builder("build.server.builds.failed")
                    .tag("failure_kind", failureKind.name())
                    .register(registry)
                    .increment();
        }
        if (build.startedAt() != null) {
            timer("build.server.build.duration", "Time from the first accept to the end", build.strategy())
                    .record(Duration.between(build.startedAt(), build.endedAt()));
        }
    }

    void stagesEnded(List<BuildStates.StageTime> stages) {
        for (BuildStates.StageTime stage : stages) {
            String meter = STAGE_METERS.get(stage.name());
            if (meter != null) {
                Timer.builder(meter)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry)
                        .record(Duration.ofMillis(Math.round(stage.seconds() * 1000)));
            }
        }
    }

    private Timer timer(String name, String description, BuildStrategyType strategy) {
        return Timer.builder(name)
                .description(description)
                .tag("strategy", strategy.name())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
