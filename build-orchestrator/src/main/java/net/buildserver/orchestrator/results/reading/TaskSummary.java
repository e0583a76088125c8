package net.buildserver.orchestrator.results.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.BuildStageResult;
import net.buildserver.domain.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task of a build, with what its latest accepted attempt did.
 *
 * @param name name of the task
 * @param kind what sort of task it is
 * @param state its state
 * @param dependsOn names of the tasks that had to succeed first
 * @param agentId agent of the attempt, or null while none accepted it
 * @param readyTime since when it could run, or null if it never could
 * @param startTime when the agent accepted it, or null
 * @param endTime when the attempt or, without one, the task ended, or null
 * @param attempts number of attempts that agents accepted
 * @param estimate how long it was expected to take, or null
 * @param failureKind why it did not succeed, or null
 * @param message one line that says why, or null
 * @param stages stages of the attempt in their order
 */
public record TaskSummary(
        String name,
        String kind,
        TaskState state,
        List<String> dependsOn,
        @Nullable String agentId,
        @Nullable Instant readyTime,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        int attempts,
        @Nullable Duration estimate,
        @Nullable FailureKind failureKind,
        @Nullable String message,
        List<BuildStageResult> stages) {
    public TaskSummary {
        dependsOn = List.copyOf(dependsOn);
        stages = List.copyOf(stages);
    }
}
