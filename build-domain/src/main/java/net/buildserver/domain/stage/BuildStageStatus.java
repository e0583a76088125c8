package net.buildserver.domain.stage;

import net.buildserver.domain.IllegalTransitionException;

/** State of a stage. */
public enum BuildStageStatus {
    Pending,
    Running,
    Succeeded,
    Failed,
    Skipped,
    Cancelled;

    /** Returns whether the stage will not change any more. */
    public boolean isEnded() {
        return this != Pending && this != Running;
    }

    /** Returns whether a stage may move from this state to {@code next}. */
    public boolean canMoveTo(BuildStageStatus next) {
        return switch (this) {
            case Pending -> next == Running || next == Skipped || next == Cancelled;
            case Running -> next == Succeeded || next == Failed || next == Cancelled || next == Skipped;
            case Succeeded, Failed, Skipped, Cancelled -> false;
        };
    }

    /**
     * Returns {@code next}.
     *
     * @throws IllegalTransitionException if a stage in this state may not move there
     */
    public BuildStageStatus to(BuildStageStatus next) {
        if (!canMoveTo(next)) {
            throw new IllegalTransitionException("stage", name(), next.name());
        }
        return next;
    }
}
