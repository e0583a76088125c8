package net.buildserver.orchestrator.insights;

import org.jspecify.annotations.Nullable;

/**
 * How builds fared. Durations are in seconds, within 10 %, and null without a build.
 *
 * @param builds builds that ended
 * @param succeeded those that succeeded
 * @param failed those that failed
 * @param cancelled those that were cancelled
 * @param timedOut those that ran out of time
 * @param successRate share of successes among those that were not cancelled, 0 to 1, or null
 * @param p50 half of the successful builds ran no longer
 * @param p95 95 of 100 successful builds ran no longer
 * @param waitP50 half of the builds waited no longer for an agent
 * @param waitP95 95 of 100 builds waited no longer for an agent
 */
public record BuildFigures(
        long builds,
        long succeeded,
        long failed,
        long cancelled,
        long timedOut,
        @Nullable Double successRate,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double waitP50,
        @Nullable Double waitP95) {}
