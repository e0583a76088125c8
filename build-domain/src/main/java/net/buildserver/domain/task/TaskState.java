package net.buildserver.domain.task;

import net.buildserver.domain.IllegalTransitionException;

/** State of a task. An ended task moves no more by itself; a person may begin a failed one anew while its build goes on. */
public enum TaskState {
    /** Waits for other tasks of its build. */
    Blocked,
    /** Waits for an agent. */
    Ready,
    /** Promised to one agent that has not answered yet. */
    Offered,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    TimedOut;

    /** Returns whether the task has its final result. */
    public boolean isEnded() {
        return compareTo(Running) > 0;
    }

    /** Returns whether a task may move from this state to {@code next}. */
    public boolean canMoveTo(TaskState next) {
        return switch (this) {
            case Blocked -> next == Ready || next == Cancelled;
            // Ready fails when no attempt is left or no agent could ever run it.
            case Ready -> next == Offered || next == Cancelled || next == Failed;
            case Offered -> next == Running || next == Ready || next == Cancelled || next == Failed;
            case Running -> next == Ready || next.isEnded();
            case Succeeded, Failed, Cancelled, TimedOut -> false;
        };
    }

    /**
     * Returns {@code next}.
     *
     * @throws IllegalTransitionException if a task in this state may not move there
     */
    public TaskState to(TaskState next) {
        if (!canMoveTo(next)) {
            throw new IllegalTransitionException("task", name(), next.name());
        }
        return next;
    }
}
