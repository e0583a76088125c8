package net.buildserver.orchestrator.insights;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a step of time, by when builds were submitted.
 *
 * @param start when the step begins
 * @param succeeded builds that succeeded
 * @param failed builds that failed
 * @param cancelled builds that were cancelled
 * @param timedOut builds that ran out of time
 * @param p50 seconds within which half of the successful builds ran, or null
 * @param p95 seconds within which 95 of 100 successful builds ran, or null
 * @param waitP50 seconds within which half of the builds started, or null
 * @param waitP95 seconds within which 95 of 100 builds started, or null
 */
public record TimeStep(
        Instant start,
        int succeeded,
        int failed,
        int cancelled,
        int timedOut,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double waitP50,
        @Nullable Double waitP95) {}
