package net.buildserver.orchestrator.logs;

import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * The log that a build shows now: that of its latest accepted attempt.
 *
 * @param attemptId the attempt, or null while no agent has accepted the build
 * @param attemptNumber which try it is, from 1, or 0
 * @param size bytes that are there
 * @param status state of the build
 */
public record LogState(@Nullable UUID attemptId, int attemptNumber, long size, BuildStatus status) {
    /** Returns whether nothing will be added any more. */
    public boolean isComplete() {
        return status.isEnded();
    }
}
