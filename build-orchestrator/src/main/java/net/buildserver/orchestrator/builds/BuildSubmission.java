package net.buildserver.orchestrator.builds;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.queue.QueueCaps;
import net.buildserver.orchestrator.queue.ReadyTasks;

/** Accepts builds, each once, and tells of their tasks. */
final class BuildSubmission {
    private final PlannedTasks tasks;
    private final Idempotency idempotency;
    private final BuildRows rows;
    private final QueueCaps caps;
    private final BuildMetrics metrics;
    private final ReadyTasks ready;

    BuildSubmission(
            PlannedTasks tasks,
            Idempotency idempotency,
            BuildRows rows,
            QueueCaps caps,
            BuildMetrics metrics,
            ReadyTasks ready) {
        this.tasks = tasks;
        this.idempotency = idempotency;
        this.rows = rows;
        this.caps = caps;
        this.metrics = metrics;
        this.ready = ready;
    }

    /**
     * What became of a request.
     *
     * @param buildId the build that it made, now or when it came before
     * @param isNew whether it made it now
     * @param ahead number of tasks that wait before it, if it is new
     */
    record Accepted(UUID buildId, boolean isNew, long ahead) {}

    Accepted submit(NewBuild build) {
        BuildRequest request = build.request();
        PlannedTasks.Plan planned = tasks.of(request);
        IdempotencyKey key = build.idempotencyKey();
        if (key != null) {
            Optional<UUID> earlier = idempotency.claim(build.requestedBy(), key, request.executionId());
            if (earlier.isPresent()) {
                return new Accepted(earlier.get(), false, 0);
            }
        }
        caps.admit(request.targetPool(), request.job().projectName());
        long ahead = rows.insert(build, planned);
        AfterCommit.run(() -> metrics.submitted(request));
        planned.tasks().stream()
                .filter(task -> task.state() == TaskState.Ready)
                .forEach(task -> ready.announce(task.id()));
        return new Accepted(request.executionId(), true, ahead);
    }
}
