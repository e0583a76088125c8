package net.buildserver.domain.protocol;

import java.time.Instant;
import net.buildserver.domain.stage.BuildStageStatus;
import org.jspecify.annotations.Nullable;

/**
 * State of a stage. A running stage may be reported again with a new message to show progress.
 *
 * @param name name of the stage
 * @param status its state
 * @param startTime when it started, or null if it did not
 * @param endTime when it ended, or null if it has not
 * @param message what it does, did, or why it failed, in one line, or null
 * @param warningsCount number of distinct warnings, or null
 * @param errorsCount number of distinct errors, or null
 */
public record StageReport(
        String name,
        BuildStageStatus status,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable String message,
        @Nullable Integer warningsCount,
        @Nullable Integer errorsCount) {
    public StageReport {
        Wire.required(name, "name");
        Wire.required(status, "status");
    }
}
