package net.buildserver.orchestrator.lease;

import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.orchestrator.tasks.AddedTasks;
import net.buildserver.orchestrator.tasks.LockedBuild;
import net.buildserver.orchestrator.tasks.NoResult;
import net.buildserver.orchestrator.tasks.TaskResult;
import net.buildserver.orchestrator.tasks.Tasks;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt means for its task and the tasks after it. */
class Consequences {
    private final Tasks tasks;
    private final AddedTasks added;
    private final TaskInputs inputs;

    Consequences(Tasks tasks, AddedTasks added, TaskInputs inputs) {
        this.tasks = tasks;
        this.added = added;
        this.inputs = inputs;
    }

    /** The agent does not run the task; no failure is counted. */
    void returned(LockedBuild build, AttemptRows.Ended attempt, NoResult nothing) {
        tasks.attemptBroughtNothing(build, attempt.taskId(), nothing);
    }

    /** The agent delivered a result. */
    void finished(LockedBuild build, AttemptRows.Ended attempt, FinishReport report) {
        FailureKind kind = kind(report);
        if (report.outcome() == AttemptOutcome.Failed && kind != null && kind.isRetryable()) {
            tasks.attemptBroughtNothing(
                    build, attempt.taskId(), NoResult.failed(kind, attempt.describe(message(report))));
        } else if (build.isStopping() && !report.tasks().isEmpty()) {
            // What would follow is not wanted any more, so its success is none of the build.
            tasks.end(build, attempt.taskId(), TaskResult.CANCELLED);
        } else {
            inputs.keep(attempt.taskId(), report);
            grow(attempt, report);
            TaskResult result = new TaskResult(report.outcome().taskState(), kind, report.errorMessage());
            tasks.end(build, attempt.taskId(), result);
        }
    }

    private void grow(AttemptRows.Ended attempt, FinishReport report) {
        if (!report.tasks().isEmpty()) {
            AddedTasks.Ground ground = added.of(attempt.taskId());
            AddedTaskRules.check(report, ground);
            added.add(attempt.taskId(), attempt.agentId(), ground, report.tasks());
        }
    }

    private static @Nullable FailureKind kind(FinishReport report) {
        if (report.failureKind() != null) {
            return report.failureKind();
        }
        return switch (report.outcome()) {
            case Succeeded -> null;
            case Failed -> FailureKind.UserCode;
            case Cancelled -> FailureKind.Cancelled;
            case TimedOut -> FailureKind.Timeout;
        };
    }

    private static String message(FinishReport report) {
        return report.errorMessage() == null ? "The agent gave no reason." : report.errorMessage();
    }
}
