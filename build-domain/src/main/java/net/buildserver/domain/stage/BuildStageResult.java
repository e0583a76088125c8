package net.buildserver.domain.stage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Result of one stage (specification, "BuildStageResult").
 *
 * @param stageName name of the stage
 * @param status its state
 * @param startTime when it started, or null if it did not
 * @param endTime when it ended, or null if it did not
 * @param duration time between the two, or null
 * @param message what the stage did, or why it failed or was skipped, in one line
 * @param warningsCount number of distinct warnings, or null if the stage does not count them
 * @param errorsCount number of distinct errors, or null if the stage does not count them
 */
public record BuildStageResult(
        String stageName,
        BuildStageStatus status,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Duration duration,
        @Nullable String message,
        @Nullable Integer warningsCount,
        @Nullable Integer errorsCount) {}
