package net.buildserver.domain.protocol;

import java.util.List;
import java.util.UUID;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/artifacts/commit}: the files were put. The server checks size and digest with the
 * store before it lists them; 412 names the ones that do not match.
 *
 * @param artifactIds the files
 */
public record ArtifactCommit(List<UUID> artifactIds) {
    public ArtifactCommit {
        artifactIds = Wire.list(artifactIds);
    }
}
