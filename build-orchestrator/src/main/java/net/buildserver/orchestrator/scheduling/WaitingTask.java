package net.buildserver.orchestrator.scheduling;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that may be offered.
 *
 * @param taskId the task
 * @param projectName project of its build
 * @param requiredSdk SDK that its agent must have, or null
 * @param waitedMillis how long it has been waiting, in milliseconds
 * @param attemptsMade how often it was offered already
 */
record WaitingTask(
        UUID taskId, String projectName, @Nullable String requiredSdk, long waitedMillis, int attemptsMade) {}
