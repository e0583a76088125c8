package net.buildserver.domain.protocol;

import java.util.List;

/**
 * Answer to a {@link CacheQuery}. Whatever is wrong with cache or store, it only lacks hits.
 *
 * @param hits entries that were found
 * @param earlier newest entries of the projects without a hit, if they were asked for
 */
public record CacheAnswer(List<CacheHit> hits, List<EarlierEntry> earlier) {
    public CacheAnswer {
        hits = Wire.list(hits);
        earlier = Wire.list(earlier);
    }
}
