package net.buildserver.orchestrator.builds;

import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;

/** There is no such build. */
public final class UnknownBuildException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Names the build that was asked for. */
    public UnknownBuildException(UUID executionId) {
        super("There is no build " + executionId + ".");
    }
}
