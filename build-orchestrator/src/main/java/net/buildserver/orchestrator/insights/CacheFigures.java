package net.buildserver.orchestrator.insights;

import org.jspecify.annotations.Nullable;

/**
 * What the cache did for builds.
 *
 * @param full projects whose outputs came from the cache
 * @param compile projects whose compilation came from the cache
 * @param miss projects that were built
 * @param hitRate share of those that were not built, 0 to 1, or null without a look-up
 * @param savedSeconds what the same work took when it was done
 */
public record CacheFigures(
        long full, long compile, long miss, @Nullable Double hitRate, double savedSeconds) {}
