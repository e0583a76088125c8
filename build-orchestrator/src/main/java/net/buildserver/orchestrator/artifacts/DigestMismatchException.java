package net.buildserver.orchestrator.artifacts;

import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.OrchestratorException;

/** The store does not hold the bytes that were declared (412): they are uploaded again. */
public final class DigestMismatchException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    private final transient List<UUID> artifactIds;

    /** Names the artifacts whose bytes are missing or differ. */
    public DigestMismatchException(List<UUID> artifactIds) {
        super("The store does not hold the declared bytes of " + artifactIds.size()
                + " artifact(s); upload them again.");
        this.artifactIds = List.copyOf(artifactIds);
    }

    /** Returns the artifacts whose bytes are missing or differ. */
    public List<UUID> artifactIds() {
        return artifactIds;
    }
}
