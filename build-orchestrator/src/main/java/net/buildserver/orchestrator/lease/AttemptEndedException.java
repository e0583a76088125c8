package net.buildserver.orchestrator.lease;

import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;

/** The attempt was this agent's and has ended: nothing more is written for it (410). */
public final class AttemptEndedException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    private final UUID attemptId;

    /** Refuses a write for {@code attemptId}. */
    public AttemptEndedException(UUID attemptId) {
        super("Attempt " + attemptId + " has ended.");
        this.attemptId = attemptId;
    }

    /** Returns the attempt that was named. */
    public UUID attemptId() {
        return attemptId;
    }
}
