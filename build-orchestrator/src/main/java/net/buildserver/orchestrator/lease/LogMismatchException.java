package net.buildserver.orchestrator.lease;

import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;

/** The log that was received is not the one that the agent has (412): it has to send it again. */
public final class LogMismatchException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    LogMismatchException(UUID attemptId) {
        super("The log of attempt " + attemptId + " has another SHA-256 than the one declared.");
    }
}
