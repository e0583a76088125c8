package net.buildserver.api.standalone;

/** Standalone mode cannot go on; the message is one sentence for the person at the terminal. */
public final class StandaloneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and how to mend it. */
    public StandaloneException(String message) {
        super(message);
    }

    /** Says what is wrong and how to mend it, and keeps the cause for the log. */
    public StandaloneException(String message, Throwable cause) {
        super(message, cause);
    }
}
