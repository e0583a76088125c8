package net.buildserver.orchestrator.results.reading;

import java.time.Duration;
import java.time.Instant;
import net.buildserver.domain.stage.BuildStageResult;
import net.buildserver.domain.stage.BuildStageStatus;
import org.jspecify.annotations.Nullable;

/** A stage as its row has it. */
record StageRow(
        String task,
        String name,
        BuildStageStatus status,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable String message,
        @Nullable Integer warningsCount,
        @Nullable Integer errorsCount) {
    BuildStageResult toResult() {
        Duration duration = startTime == null || endTime == null ? null : Duration.between(startTime, endTime);
        return new BuildStageResult(name, status, startTime, endTime, duration, message, warningsCount, errorsCount);
    }
}
