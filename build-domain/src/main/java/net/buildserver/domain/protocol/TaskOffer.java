package net.buildserver.domain.protocol;

import java.time.Duration;
import java.util.UUID;

/**
 * Answer to a poll (200; 204 when there is no work): a task for this agent, if it accepts in time.
 *
 * @param attemptId the attempt to accept or decline
 * @param executionId the build
 * @param projectName the build's project
 * @param acceptWithin how long the offer holds
 */
public record TaskOffer(UUID attemptId, UUID executionId, String projectName, Duration acceptWithin) {
    public TaskOffer {
        Wire.required(attemptId, "attemptId");
        Wire.required(executionId, "executionId");
        Wire.required(projectName, "projectName");
        Wire.required(acceptWithin, "acceptWithin");
    }
}
