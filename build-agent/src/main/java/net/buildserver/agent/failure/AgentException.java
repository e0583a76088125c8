package net.buildserver.agent.failure;

import net.buildserver.domain.build.FailureKind;

/** Base of the agent's exceptions; carries the kind that the failure is counted by. */
public abstract class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** Creates an exception of {@code kind} with a sentence that a person can act on. */
    protected AgentException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Creates an exception of {@code kind} with its cause. */
    protected AgentException(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns the kind that the failure is counted by. */
    public final FailureKind kind() {
        return kind;
    }

    /** Returns the sentence that says what went wrong. */
    public final String sentence() {
        String message = getMessage();
        return message == null ? getClass().getSimpleName() : message;
    }
}
