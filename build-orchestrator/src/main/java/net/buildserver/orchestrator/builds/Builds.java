package net.buildserver.orchestrator.builds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.CommitSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Builds: submitting, finding, cancelling; the only writer of their state. */
public class Builds implements BuildLifecycle {
    private final BuildSubmission submission;
    private final BuildDirectory directory;
    private final QueueEstimates estimates;
    private final BuildCancelling cancelling;
    private final BuildStates states;
    private final CommitReader commits;

    Builds(
            BuildSubmission submission,
            BuildDirectory directory,
            QueueEstimates estimates,
            BuildCancelling cancelling,
            BuildStates states,
            CommitReader commits) {
        this.submission = submission;
        this.directory = directory;
        this.estimates = estimates;
        this.cancelling = cancelling;
        this.states = states;
        this.commits = commits;
    }

    /**
     * Accepts a build. When this returns, the build is committed and will not be lost.
     *
     * @return the build; where its idempotency key came before, the one that the same request made then
     * @throws IdempotencyConflictException if the key came with another request
     * @throws net.buildserver.orchestrator.queue.QueueFullException if as many builds wait as may
     * @throws net.buildserver.orchestrator.status.DiskLowException if a disk of the server is almost full
     */
    public Submission submit(NewBuild build) {
        BuildSubmission.Accepted accepted = submission.submit(build);
        if (accepted.isNew()) {
            return estimates.submitted(build.request(), accepted.ahead());
        }
        return estimates.of(accepted.buildId()).orElseThrow(() -> new UnknownBuildException(accepted.buildId()));
    }

    /** Returns the build, or empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<Build> find(UUID executionId) {
        return directory.find(executionId);
    }

    /**
     * Returns the build.
     *
     * @throws UnknownBuildException if there is none
     */
    @Transactional(readOnly = true)
    public Build get(UUID executionId) {
        return directory.find(executionId).orElseThrow(() -> new UnknownBuildException(executionId));
    }

    /**
     * Returns builds, newest first.
     *
     * @param filter which ones
     * @param after where the page before ended, or null for the first page
     * @param limit most builds to return
     */
    @Transactional(readOnly = true)
    public BuildPage list(BuildFilter filter, @Nullable BuildCursor after, int limit) {
        return directory.list(filter, after, limit);
    }

    /**
     * Returns the commits that the build has and an earlier one had not.
     *
     * @param since the earlier build, or null for the last green one of the same branch
     * @throws UnknownBuildException if there is no such build
     */
    @Transactional(readOnly = true)
    public CommitChanges changes(UUID executionId, @Nullable UUID since) {
        get(executionId);
        if (since != null) {
            get(since);
        }
        return commits.changes(executionId, since);
    }

    /** Returns how long builds like each of these usually take, by its place in the list; empty without history. */
    @Transactional(readOnly = true)
    public List<Optional<Duration>> usualDurations(List<Build> builds) {
        return estimates.usual(builds);
    }

    /** Returns where the build stands in the queue and what to expect of it. */
    @Transactional(readOnly = true)
    public QueueEstimate estimate(UUID executionId) {
        return estimates.of(executionId).map(Submission::queue).orElse(QueueEstimate.NONE);
    }

    /** Returns in one sentence what the estimate rests on, or empty if the build does not wait. */
    @Transactional(readOnly = true)
    public Optional<String> estimateBasis(UUID executionId) {
        return estimates.basis(executionId);
    }

    /**
     * Pins a build, so that retention takes nothing of it away, or unpins it.
     *
     * @throws UnknownBuildException if there is no such build
     */
    @Transactional
    public void pin(UUID executionId, boolean pinned) {
        states.pin(executionId, pinned);
    }

    /**
     * Returns what was asked for, to ask for it again.
     *
     * @throws UnknownBuildException if there is no such build
     */
    @Transactional(readOnly = true)
    public BuildRequest request(UUID executionId) {
        return directory.request(executionId).orElseThrow(() -> new UnknownBuildException(executionId));
    }

    /**
     * Cancels the build; doing it again changes nothing. What waits ends at once, what runs ends when its agent has ended it.
     *
     * @throws UnknownBuildException if there is no such build
     */
    @Transactional
    public Cancellation cancel(UUID executionId, String requestedBy) {
        return cancelling.cancel(executionId, requestedBy);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void taskStarted(UUID buildId) {
        states.start(buildId);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void commitFound(UUID buildId, String commitSha) {
        states.commitFound(buildId, commitSha);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void historyFound(UUID buildId, List<CommitSummary> commits) {
        states.historyFound(buildId, commits);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void coverageFound(UUID buildId, double lineCoverage) {
        states.coverageFound(buildId, lineCoverage);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(
            UUID buildId, BuildStatus outcome, @Nullable FailureKind failureKind, @Nullable String errorMessage) {
        states.end(buildId, outcome, failureKind, errorMessage);
    }
}
