package net.buildserver.orchestrator.builds;

import net.buildserver.orchestrator.OrchestratorException;

/** An idempotency key came again with another request. */
public final class IdempotencyConflictException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Names the key. */
    public IdempotencyConflictException(String key) {
        super("The Idempotency-Key '" + key + "' was used with another request; use a new key for a new request.");
    }
}
