package net.buildserver.domain.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/artifacts}: files that the agent wants to upload, at most
 * {@link AgentProtocol#MAX_BATCH}.
 *
 * @param artifacts the files
 */
public record ArtifactDeclarations(List<ArtifactDeclaration> artifacts) {
    public ArtifactDeclarations {
        artifacts = Wire.list(artifacts);
    }
}
