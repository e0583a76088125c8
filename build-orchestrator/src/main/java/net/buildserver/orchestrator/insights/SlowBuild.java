package net.buildserver.orchestrator.insights;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * A build that ran long.
 *
 * @param executionId the build
 * @param project its project
 * @param strategy its strategy
 * @param pool its pool
 * @param gitRef what was built
 * @param commitSha commit that was built, or null
 * @param status how it ended
 * @param seconds how long it ran
 * @param requestedBy who asked for it
 * @param endedAt when it ended
 */
public record SlowBuild(
        UUID executionId,
        String project,
        String strategy,
        String pool,
        String gitRef,
        @Nullable String commitSha,
        BuildStatus status,
        double seconds,
        String requestedBy,
        Instant endedAt) {}
