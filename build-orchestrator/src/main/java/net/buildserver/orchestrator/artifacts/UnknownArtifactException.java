package net.buildserver.orchestrator.artifacts;

import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;

/** There is no such artifact, or none that may be seen. */
public final class UnknownArtifactException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Names the artifact that was asked for. */
    public UnknownArtifactException(UUID artifactId) {
        super("There is no artifact " + artifactId + ".");
    }
}
