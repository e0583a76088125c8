package net.buildserver.orchestrator.tasks;

import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param state its final state
 * @param kind why it did not succeed, or null
 * @param message one line that a person can act on, or null
 */
public record TaskResult(
        TaskState state,
        @Nullable FailureKind kind,
        @Nullable String message) {
    /** The result of a task that was cancelled. */
    public static final TaskResult CANCELLED =
            new TaskResult(TaskState.Cancelled, FailureKind.Cancelled, "The build was cancelled.");

    /** Returns the state that a build takes whose outcome this result decides. */
    BuildStatus buildStatus() {
        return switch (state) {
            case Succeeded -> BuildStatus.Succeeded;
            case Cancelled -> BuildStatus.Cancelled;
            case TimedOut -> BuildStatus.TimedOut;
            case Failed -> BuildStatus.Failed;
            case Blocked, Ready, Offered, Running -> throw new IllegalStateException("Task has not ended: " + state);
        };
    }
}
