package net.buildserver.orchestrator.builds;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.CommitSummary;
import org.jspecify.annotations.Nullable;

/**
 * What the running of tasks tells a build. Every method joins the caller's transaction, so that a build changes together with
 * the task that changes it. The caller has locked the build's row before any row of its tasks and attempts, as cancelling does.
 */
public interface BuildLifecycle {
    /** Notes that an agent accepted a task of the build: {@code Queued} becomes {@code Running}; any other state stays. */
    void taskStarted(UUID buildId);

    /** Notes the commit that was checked out. */
    void commitFound(UUID buildId, String commitSha);

    /** Notes the newest commits of what was checked out, newest first and at least one. */
    void historyFound(UUID buildId, List<CommitSummary> commits);

    /** Notes the share of lines that the tests covered, 0 to 1. */
    void coverageFound(UUID buildId, double lineCoverage);

    /**
     * Ends the build, once; ending an ended build changes nothing.
     *
     * @param outcome {@code Succeeded}, {@code Failed}, {@code Cancelled} or {@code TimedOut}
     * @param failureKind why it did not succeed, or null
     * @param errorMessage one line that a person can act on, or null
     */
    void end(UUID buildId, BuildStatus outcome, @Nullable FailureKind failureKind, @Nullable String errorMessage);
}
