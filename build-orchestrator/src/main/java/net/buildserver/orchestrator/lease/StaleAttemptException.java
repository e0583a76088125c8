package net.buildserver.orchestrator.lease;

import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;

/** The attempt is not known, not this agent's, or not accepted yet: whoever writes for it must end its processes (409). */
public final class StaleAttemptException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    private final UUID attemptId;

    /** Refuses a write for {@code attemptId}. */
    public StaleAttemptException(UUID attemptId) {
        super("Attempt " + attemptId + " is not this agent's current attempt.");
        this.attemptId = attemptId;
    }

    /** Returns the attempt that was named. */
    public UUID attemptId() {
        return attemptId;
    }
}
