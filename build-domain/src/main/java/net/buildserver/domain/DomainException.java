package net.buildserver.domain;

/** Base of what the domain refuses: moves that a state machine does not have, records without a needed field. */
public abstract class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses with a sentence that names what was wrong. */
    protected DomainException(String message) {
        super(message);
    }
}
