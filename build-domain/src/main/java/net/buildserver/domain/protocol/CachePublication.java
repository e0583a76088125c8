package net.buildserver.domain.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/cache/entries}: entries whose packs were put. Doing it again changes nothing.
 *
 * @param entries the entries, at most {@link AgentProtocol#MAX_BATCH}
 */
public record CachePublication(List<NewCacheEntry> entries) {
    public CachePublication {
        entries = Wire.list(entries);
    }
}
