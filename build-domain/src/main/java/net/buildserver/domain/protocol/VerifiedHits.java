package net.buildserver.domain.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/cache/verified}: hits that were built again. The cache is switched off for projects
 * that came out differently. Doing it again changes nothing.
 *
 * @param hits the hits, at most {@link AgentProtocol#MAX_BATCH}
 */
public record VerifiedHits(List<VerifiedHit> hits) {
    public VerifiedHits {
        hits = Wire.list(hits);
    }
}
