package net.buildserver.orchestrator.builds;

import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;

/**
 * A build that was accepted and will not be lost.
 *
 * @param executionId the build
 * @param status its state
 * @param queue where it stands in the queue
 */
public record Submission(UUID executionId, BuildStatus status, QueueEstimate queue) {}
