package net.buildserver.domain.protocol;

/**
 * What a build took from the cache, counted in pairs of project and target framework.
 *
 * @param hits pairs whose outputs were put in place or whose compiler was skipped
 * @param misses pairs that were built
 */
public record CacheUse(int hits, int misses) {}
