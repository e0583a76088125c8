package net.buildserver.orchestrator.builds;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.plan.BuildPlan;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;

/** Accepts builds, each once, and wakes who waits for tasks. */
final class BuildSubmission {
    private final Strategies strategies;
    private final Idempotency idempotency;
    private final BuildRows rows;
    private final BuildMetrics metrics;
    private final Signals signals;

    BuildSubmission(
            Strategies strategies, Idempotency idempotency, BuildRows rows, BuildMetrics metrics, Signals signals) {
        this.strategies = strategies;
        this.idempotency = idempotency;
        this.rows = rows;
        this.metrics = metrics;
        this.signals = signals;
    }

    /** Returns the build that the request made: the new one, or the one that it made when it came before. */
    UUID submit(NewBuild build) {
        BuildRequest request = build.request();
        BuildPlan plan = strategies.plan(request);
        IdempotencyKey key = build.idempotencyKey();
        if (key != null) {
            Optional<UUID> earlier = idempotency.claim(build.requestedBy(), key, request.executionId());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        rows.insert(build, plan);
        AfterCommit.run(() -> {
            metrics.submitted(request);
            signals.publish("tasks:" + request.targetPool());
        });
        return request.executionId();
    }
}
