package net.buildserver.orchestrator.backup;

import net.buildserver.orchestrator.OrchestratorException;

/** A backup cannot be written or restored; the message says why and what to do. */
public final class BackupException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }
}
