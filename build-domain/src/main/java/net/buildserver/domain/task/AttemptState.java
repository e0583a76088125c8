package net.buildserver.domain.task;

import net.buildserver.domain.IllegalTransitionException;

/** State of one try of a task. */
public enum AttemptState {
    Offered,
    /** The agent holds the lease and works. */
    Accepted,
    /** The agent delivered its result. */
    Finished,
    /** The agent refused the offer. */
    Declined,
    /** The offer was not answered in time. */
    Expired,
    /** The lease ran out, or the agent said that it no longer has the attempt. */
    Lost;

    /** Returns whether writes of this attempt are over. */
    public boolean isEnded() {
        return compareTo(Accepted) > 0;
    }

    /** Returns whether an attempt may move from this state to {@code next}. */
    public boolean canMoveTo(AttemptState next) {
        return switch (this) {
            case Offered -> next == Accepted || next == Declined || next == Expired || next == Lost;
            // An agent hands a task back when it finds a requirement that it cannot meet.
            case Accepted -> next == Finished || next == Declined || next == Lost;
            case Finished, Declined, Expired, Lost -> false;
        };
    }

    /**
     * Returns {@code next}.
     *
     * @throws IllegalTransitionException if an attempt in this state may not move there
     */
    public AttemptState to(AttemptState next) {
        if (!canMoveTo(next)) {
            throw new IllegalTransitionException("attempt", name(), next.name());
        }
        return next;
    }
}
