package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.build.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A build as it stands now.
 *
 * @param id identifier, {@code executionId} to the outside
 * @param projectName project or solution name
 * @param repositoryUrl Git repository URL
 * @param gitRef branch, tag or commit that was asked for
 * @param configuration build configuration
 * @param targetPool pool whose agents may build it
 * @param strategy how it is built
 * @param priority its priority class
 * @param forceClean whether caches and warm workspaces are not read
 * @param status its state
 * @param requesterEmail e-mail address of the requester
 * @param requestedBy name of the user who asked
 * @param traceId its trace, 32 hexadecimal digits
 * @param rerunOf the build that it repeats, or null
 * @param commitSha commit that was checked out, or null while it is not known
 * @param commitMessage first line of the commit's message, or null while it is not known
 * @param commitAuthor who wrote the commit, or null while it is not known
 * @param lineCoverage share of lines that the tests covered, 0 to 1, or null
 * @param failureKind why it did not succeed, or null
 * @param errorMessage one line that a person can act on, or null
 * @param createdAt when it was submitted
 * @param startedAt when an agent first accepted it, or null
 * @param endedAt when it ended, or null
 * @param pinned whether retention takes nothing of it away
 * @param runningOn ids of the agents that run it, comma-separated, or null if none does
 * @param runningStage name of the stage that is running, or null
 */
public record Build(
        UUID id,
        String projectName,
        String repositoryUrl,
        String gitRef,
        String configuration,
        BuildTargetType targetPool,
        BuildStrategyType strategy,
        BuildPriority priority,
        boolean forceClean,
        BuildStatus status,
        String requesterEmail,
        String requestedBy,
        String traceId,
        @Nullable UUID rerunOf,
        @Nullable String commitSha,
        @Nullable String commitMessage,
        @Nullable String commitAuthor,
        @Nullable Double lineCoverage,
        @Nullable FailureKind failureKind,
        @Nullable String errorMessage,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean pinned,
        @Nullable String runningOn,
        @Nullable String runningStage) {}
