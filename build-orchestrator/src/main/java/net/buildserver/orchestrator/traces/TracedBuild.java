package net.buildserver.orchestrator.traces;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.domain.task.TaskState;
import org.jspecify.annotations.Nullable;

/** What the database knows of a build that has ended, as far as its trace tells it: no messages, no properties, no output. */
record TracedBuild(Run run, List<Task> tasks, List<Attempt> attempts, List<Stage> stages) {
    record Run(
            UUID id,
            String projectName,
            String repositoryUrl,
            String gitRef,
            String configuration,
            String targetPool,
            String strategy,
            BuildStatus status,
            @Nullable FailureKind failureKind,
            @Nullable String commitSha,
            Instant createdAt,
            @Nullable Instant startedAt,
            Instant endedAt) {}

    record Task(
            UUID id,
            String name,
            TaskState state,
            @Nullable FailureKind failureKind,
            @Nullable Instant readyAt,
            @Nullable Instant endedAt) {}

    record Attempt(
            UUID id,
            UUID taskId,
            String agentId,
            int number,
            AttemptState state,
            Instant offeredAt,
            @Nullable Instant acceptedAt,
            @Nullable AttemptOutcome outcome,
            @Nullable FailureKind failureKind,
            @Nullable Instant endedAt) {}

    record Stage(
            UUID attemptId,
            String name,
            BuildStageStatus status,
            Instant startTime,
            @Nullable Instant endTime) {}

    List<Attempt> attemptsOf(Task task) {
        return attempts.stream()
                .filter(attempt -> attempt.taskId().equals(task.id()))
                .toList();
    }

    List<Stage> stagesOf(Attempt attempt) {
        return stages.stream()
                .filter(stage -> stage.attemptId().equals(attempt.id()))
                .toList();
    }
}
