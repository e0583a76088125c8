package net.buildserver.domain.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/cache/lookup}: which of these keys have an entry? All are asked at once.
 *
 * @param probes the keys, at most {@link #MAX_PROBES}
 * @param earlier whether the newest entries of projects without a hit are wanted too
 */
public record CacheQuery(List<CacheProbe> probes, boolean earlier) {
    /** Most keys of one query. */
    public static final int MAX_PROBES = 2_000;

    public CacheQuery {
        probes = Wire.list(probes);
    }
}
