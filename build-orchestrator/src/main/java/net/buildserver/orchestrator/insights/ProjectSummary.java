package net.buildserver.orchestrator.insights;

import org.jspecify.annotations.Nullable;

/**
 * The builds of a project by one strategy.
 *
 * @param project the project
 * @param strategy the strategy
 * @param succeeded builds that succeeded
 * @param failed builds that failed
 * @param cancelled builds that were cancelled
 * @param timedOut builds that ran out of time
 * @param p50 seconds within which half of the successful builds ran, or null
 * @param p95 seconds within which 95 of 100 successful builds ran, or null
 */
public record ProjectSummary(
        String project,
        String strategy,
        int succeeded,
        int failed,
        int cancelled,
        int timedOut,
        @Nullable Double p50,
        @Nullable Double p95) {}
