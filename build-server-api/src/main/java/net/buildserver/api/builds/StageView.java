package net.buildserver.api.builds;

import java.time.Duration;
import java.time.Instant;
import net.buildserver.domain.stage.BuildStageResult;
import net.buildserver.domain.stage.BuildStageStatus;
import org.jspecify.annotations.Nullable;

/** A stage of a build, as the specification shows it. */
record StageView(
        String name,
        BuildStageStatus status,
        @Nullable Instant startTime,
        @Nullable Duration duration,
        @Nullable Integer warningsCount,
        @Nullable Integer errorsCount,
        @Nullable String message) {
    static StageView of(BuildStageResult stage) {
        return new StageView(
                stage.stageName(),
                stage.status(),
                Times.milliseconds(stage.startTime()),
                Times.milliseconds(stage.duration()),
                stage.warningsCount(),
                stage.errorsCount(),
                stage.message());
    }
}
