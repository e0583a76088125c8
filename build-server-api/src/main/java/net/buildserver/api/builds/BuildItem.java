package net.buildserver.api.builds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.StageNames;
import net.buildserver.orchestrator.builds.Build;
import org.jspecify.annotations.Nullable;

/** A build in a list. */
record BuildItem(
        UUID executionId,
        String projectName,
        String configuration,
        BuildStatus status,
        @Nullable String currentStage,
        List<String> runningOn,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Duration duration,
        String repositoryUrl,
        String gitRef,
        @Nullable String commit,
        @Nullable String commitMessage,
        @Nullable String commitAuthor,
        BuildTargetType targetPool,
        BuildStrategyType strategy,
        BuildPriority priority,
        boolean forceClean,
        String requesterEmail,
        String requestedBy,
        @Nullable Instant createdAt,
        @Nullable UUID rerunOf,
        @Nullable FailureKind failureKind,
        @Nullable String errorMessage,
        boolean pinned,
        @Nullable Duration usualDuration) {
    static BuildItem of(Build build, @Nullable Duration usual, Instant now) {
        return new BuildItem(
                build.id(),
                build.projectName(),
                build.configuration(),
                build.status(),
                build.runningStage() == null ? null : StageNames.inProgress(build.runningStage()),
                build.runningOn() == null
                        ? List.of()
                        : List.of(build.runningOn().split(",", -1)),
                Times.milliseconds(build.startedAt()),
                Times.milliseconds(build.endedAt()),
                Times.between(build.startedAt(), build.endedAt(), now),
                build.repositoryUrl(),
                build.gitRef(),
                build.commitSha(),
                build.commitMessage(),
                build.commitAuthor(),
                build.targetPool(),
                build.strategy(),
                build.priority(),
                build.forceClean(),
                build.requesterEmail(),
                build.requestedBy(),
                Times.milliseconds(build.createdAt()),
                build.rerunOf(),
                build.failureKind(),
                build.errorMessage(),
                build.pinned(),
                Times.milliseconds(usual));
    }
}
