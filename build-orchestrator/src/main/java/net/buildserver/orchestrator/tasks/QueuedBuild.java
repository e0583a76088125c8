package net.buildserver.orchestrator.tasks;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for an agent, as a list of the queue shows it.
 *
 * @param executionId its build
 * @param task its name
 * @param pool its pool
 * @param projectName project of the build
 * @param gitRef branch, tag or commit
 * @param priority its class
 * @param requestedBy who asked for it
 * @param waitingSince since when it waits
 * @param moved {@code First} or {@code Last} if a person moved it, else null
 * @param heldBy who holds it back, or null
 * @param holdReason why, or null
 */
public record QueuedBuild(
        UUID executionId,
        String task,
        BuildTargetType pool,
        String projectName,
        String gitRef,
        BuildPriority priority,
        String requestedBy,
        Instant waitingSince,
        @Nullable String moved,
        @Nullable String heldBy,
        @Nullable String holdReason) {}
