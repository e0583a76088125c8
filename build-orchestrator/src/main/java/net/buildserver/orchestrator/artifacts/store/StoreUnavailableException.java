package net.buildserver.orchestrator.artifacts.store;

import net.buildserver.orchestrator.OrchestratorException;

/** The object store does not answer, or refuses; the request may be sent again (503). */
public final class StoreUnavailableException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Keeps the store's own failure as the cause, for the log only. */
    public StoreUnavailableException(Throwable cause) {
        super("The object store cannot be used at the moment.");
        initCause(cause);
    }
}
