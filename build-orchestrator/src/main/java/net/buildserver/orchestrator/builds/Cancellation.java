package net.buildserver.orchestrator.builds;

import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;

/**
 * Answer to a request to cancel a build.
 *
 * @param executionId the build
 * @param status {@code Cancelling} if the build ends because of this or an earlier request, else the state that it ended in
 * @param message one sentence that says what happens
 */
public record Cancellation(UUID executionId, BuildStatus status, String message) {}
