package net.buildserver.domain.task;

/** How an attempt ended, as the agent reports it. */
public enum AttemptOutcome {
    Succeeded,
    Failed,
    Cancelled,
    TimedOut;

    /** Returns the state that a task takes from an attempt which ended so and is not tried again. */
    public TaskState taskState() {
        return switch (this) {
            case Succeeded -> TaskState.Succeeded;
            case Failed -> TaskState.Failed;
            case Cancelled -> TaskState.Cancelled;
            case TimedOut -> TaskState.TimedOut;
        };
    }
}
