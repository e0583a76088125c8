package net.buildserver.domain.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/cache/packs}: packs that the agent has made. Doing it again gives fresh URLs.
 *
 * @param packs the packs, at most {@link AgentProtocol#MAX_BATCH}
 */
public record PackDeclarations(List<PackDeclaration> packs) {
    public PackDeclarations {
        packs = Wire.list(packs);
    }
}
