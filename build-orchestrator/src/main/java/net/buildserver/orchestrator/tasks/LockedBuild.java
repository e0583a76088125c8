package net.buildserver.orchestrator.tasks;

import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;

/**
 * A build whose row the current transaction has locked. Whoever changes the state of a build, its tasks or its attempts takes
 * this lock first, so that cancel, accept, finish and loss of the same build never interleave and never wait in a circle.
 *
 * @param buildId the build
 * @param status its state, which stays until the transaction ends
 */
public record LockedBuild(UUID buildId, BuildStatus status) {
    /** Returns whether no task of the build may start any more. */
    public boolean isStopping() {
        return status == BuildStatus.Cancelling || status.isEnded();
    }
}
