package net.buildserver.orchestrator.insights;

import org.jspecify.annotations.Nullable;

/**
 * Which builds count; null means all.
 *
 * @param project of this project
 * @param strategy by this strategy
 * @param pool on this pool
 */
public record InsightFilter(
        @Nullable String project,
        @Nullable String strategy,
        @Nullable String pool) {}
