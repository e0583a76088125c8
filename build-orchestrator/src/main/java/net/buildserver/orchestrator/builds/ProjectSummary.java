package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * A project: what builds have that name.
 *
 * @param name its name
 * @param latestBuild its newest build
 * @param status how that one stands
 * @param gitRef what that one was asked to build
 * @param repositoryUrl where that one came from
 * @param createdAt when that one was submitted
 * @param latestGreen when its newest successful build ended, or null if it has none
 */
public record ProjectSummary(
        String name,
        UUID latestBuild,
        BuildStatus status,
        String gitRef,
        String repositoryUrl,
        Instant createdAt,
        @Nullable Instant latestGreen) {}
