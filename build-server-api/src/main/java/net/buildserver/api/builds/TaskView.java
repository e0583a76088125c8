package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.results.reading.TaskSummary;
import org.jspecify.annotations.Nullable;

/** One task of a build, with its agent and times, as charts over agents draw it. */
record TaskView(
        @Schema(description = "Name, unique in the build.", example = "slice 1")
        String name,

        @Schema(description = "What sort of task it is.", example = "slice")
        String kind,

        @Schema(description = "Its state.", example = "Running")
        TaskState state,

        @Schema(description = "Names of the tasks that had to succeed first.", example = "[\"plan\"]")
        List<String> dependsOn,

        @Schema(description = "Agent that ran it last.", example = "linux-2") @Nullable String agentId,

        @Schema(description = "Since when it could run.", example = "2026-11-26T10:00:03.120Z") @Nullable Instant readyTime,

        @Schema(description = "When its agent accepted it.", example = "2026-11-26T10:00:03.128Z") @Nullable Instant startTime,

        @Schema(description = "When it ended.", example = "2026-11-26T10:00:31.004Z") @Nullable Instant endTime,

        @Schema(description = "Time between the two.", example = "PT27.876S") @Nullable Duration duration,

        @Schema(description = "How long it was expected to take.", example = "PT25S") @Nullable Duration estimate,

        @Schema(description = "How many agents accepted it so far.", example = "1")
        int attempts,

        @Nullable FailureKind failureKind,

        @Schema(description = "Why it did not succeed.", example = "Not run, since it waits for the task slice 1.")
        @Nullable String message,

        List<StageView> stages) {
    static TaskView of(TaskSummary task) {
        Instant start = task.startTime();
        Instant end = task.endTime();
        return new TaskView(
                task.name(),
                task.kind(),
                task.state(),
                task.dependsOn(),
                task.agentId(),
                Times.milliseconds(task.readyTime()),
                Times.milliseconds(start),
                Times.milliseconds(end),
                start == null || end == null ? null : Times.milliseconds(Duration.between(start, end)),
                task.estimate(),
                task.attempts(),
                task.failureKind(),
                task.message(),
                task.stages().stream().map(StageView::of).toList());
    }
}
