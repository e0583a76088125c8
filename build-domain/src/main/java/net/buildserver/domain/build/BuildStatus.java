package net.buildserver.domain.build;

import java.util.EnumSet;
import java.util.Set;
import net.buildserver.domain.IllegalTransitionException;

/** State of a build. States move one way; {@link #to} refuses every other move. */
public enum BuildStatus {
    AwaitingApproval,
    Queued,
    Running,
    /** A cancel was requested and the last task has not ended yet. */
    Cancelling,
    Succeeded,
    Failed,
    Cancelled,
    TimedOut;

    private static final Set<BuildStatus> ENDED = EnumSet.of(Succeeded, Failed, Cancelled, TimedOut);

    /** Returns whether the build has its one final result. */
    public boolean isEnded() {
        return ENDED.contains(this);
    }

    /** Returns whether a build may move from this state to {@code next}. */
    public boolean canMoveTo(BuildStatus next) {
        return switch (this) {
            case AwaitingApproval -> next == Queued || next == Cancelled;
            // A lost agent's build stays Running while its task waits for the next attempt.
            case Queued -> next == Running || next == Cancelling || next == Cancelled || next == Failed;
            case Running -> next == Cancelling || next.isEnded();
            // A build whose last report won the race against the cancel keeps its true result.
            case Cancelling -> next.isEnded();
            case Succeeded, Failed, Cancelled, TimedOut -> false;
        };
    }

    /**
     * Returns {@code next}.
     *
     * @throws IllegalTransitionException if a build in this state may not move there
     */
    public BuildStatus to(BuildStatus next) {
        if (!canMoveTo(next)) {
            throw new IllegalTransitionException("build", name(), next.name());
        }
        return next;
    }
}
