package net.buildserver.orchestrator.builds;

import java.util.Objects;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.queue.QueueCaps;
import net.buildserver.orchestrator.queue.ReadyTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Accepts builds, each once, and tells of their tasks. */
final class BuildSubmission {
    private final PlannedTasks tasks;
    private final Idempotency idempotency;
    private final BuildRows rows;
    private final QueueCaps caps;
    private final BuildMetrics metrics;
    private final ReadyTasks ready;
    private final TransactionOperations transaction;

    BuildSubmission(
            JdbcClient jdbc,
            PlannedTasks tasks,
            QueueCaps caps,
            BuildMetrics metrics,
            ReadyTasks ready,
            TransactionOperations transaction) {
        this.tasks = tasks;
        this.idempotency = new Idempotency(jdbc);
        this.rows = new BuildRows(jdbc);
        this.caps = caps;
        this.metrics = metrics;
        this.ready = ready;
        this.transaction = transaction;
    }

    /**
     * What became of a request.
     *
     * @param buildId the build that it made, now or when it came before
     * @param isNew whether it made it now
     * @param ahead number of tasks that wait before it, if it is new
     */
    record Accepted(UUID buildId, boolean isNew, long ahead) {}

    /** A build without a key is one statement, which needs no transaction around it. */
    Accepted submit(NewBuild build) {
        IdempotencyKey key = build.idempotencyKey();
        return key == null
                ? write(build)
                : Objects.requireNonNull(transaction.execute(status -> claimAndWrite(build, key)));
    }

    private Accepted claimAndWrite(NewBuild build, IdempotencyKey key) {
        return idempotency
                .claim(build.requestedBy(), key, build.request().executionId())
                .map(earlier -> new Accepted(earlier, false, 0))
                .orElseGet(() -> write(build));
    }

    private Accepted write(NewBuild build) {
        BuildRequest request = build.request();
        PlannedTasks.Plan planned = tasks.of(request);
        caps.admit(request.targetPool(), request.job().projectName());
        long ahead = rows.insert(build, planned);
        AfterCommit.run(() -> metrics.submitted(request));
        planned.tasks().stream()
                .filter(task -> task.state() == TaskState.Ready)
                .forEach(task -> ready.announce(task.id()));
        return new Accepted(request.executionId(), true, ahead);
    }
}
