package net.buildserver.domain;

/** A state machine was asked for a move that it does not have. */
public final class IllegalTransitionException extends DomainException {
    private static final long serialVersionUID = 1L;

    private final String from;
    private final String to;

    /** Refuses to move a {@code subject} (build, task, attempt) between the two named states. */
    public IllegalTransitionException(String subject, String from, String to) {
        super("A " + subject + " cannot move from " + from + " to " + to + ".");
        this.from = from;
        this.to = to;
    }

    /** Returns the state that the subject is in. */
    public String from() {
        return from;
    }

    /** Returns the state that was asked for. */
    public String to() {
        return to;
    }
}
