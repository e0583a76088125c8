package net.buildserver.orchestrator;

/** Base of everything that the orchestrator throws on purpose; the API maps each kind to an HTTP problem. */
public abstract class OrchestratorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message may be shown to the caller. */
    protected OrchestratorException(String message) {
        super(message);
    }
}
