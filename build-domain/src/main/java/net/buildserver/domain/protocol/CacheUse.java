package net.buildserver.domain.protocol;

import java.util.List;

/**
 * What a build took from the cache, counted in pairs of project and target framework. A build with more than
 * {@link AgentProtocol#MAX_BATCH} pairs tells them in several reports.
 *
 * @param hits pairs of this report whose outputs were put in place or whose compiler was skipped
 * @param misses pairs of this report that were built
 * @param projects the pairs themselves
 */
public record CacheUse(int hits, int misses, List<ProjectUse> projects) {
    public CacheUse {
        projects = Wire.list(projects);
    }
}
