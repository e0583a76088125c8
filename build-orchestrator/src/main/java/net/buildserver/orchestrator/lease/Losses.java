package net.buildserver.orchestrator.lease;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.tasks.BuildLocks;
import net.buildserver.orchestrator.tasks.LockedBuild;
import net.buildserver.orchestrator.tasks.NoResult;
import net.buildserver.orchestrator.tasks.TaskResult;
import net.buildserver.orchestrator.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Attempts that are taken from their agents. Each method says whether it was the one that ended the attempt. */
public class Losses {
    private final AttemptRows attempts;
    private final BuildLocks locks;
    private final Tasks tasks;
    private final Signals signals;
    private final LeaseTerms terms;
    private final LeaseMetrics metrics;

    Losses(
            AttemptRows attempts,
            BuildLocks locks,
            Tasks tasks,
            Signals signals,
            LeaseTerms terms,
            LeaseMetrics metrics) {
        this.attempts = attempts;
        this.locks = locks;
        this.tasks = tasks;
        this.signals = signals;
        this.terms = terms;
        this.metrics = metrics;
    }

    /** Takes back an offer that was not answered in time. */
    @Transactional
    public boolean expireOffer(UUID attemptId) {
        return take(
                attemptId, AttemptState.Expired, "state = 'Offered' and offer_until <= now()", null, (build, ended) -> {
                    NoResult nothing = NoResult.returned(ended.describe("The offer was not accepted in time."), null);
                    tasks.attemptBroughtNothing(build, ended.taskId(), nothing);
                });
    }

    /** Ends an attempt whose lease ran out. */
    @Transactional
    public boolean leaseRanOut(UUID attemptId) {
        String reason = "The agent was not heard of for " + terms.lease().toSeconds() + " s.";
        boolean lost = lose(attemptId, "state = 'Accepted' and lease_until <= now()", reason);
        if (lost) {
            AfterCommit.run(metrics::ranOut);
        }
        return lost;
    }

    /** Ends an attempt that its agent no longer has or may no longer have. */
    @Transactional
    public boolean lose(UUID attemptId, String reason) {
        return lose(attemptId, "state in ('Offered', 'Accepted')", reason);
    }

    private boolean lose(UUID attemptId, String condition, String reason) {
        Loss loss = new Loss(FailureKind.AgentLost, null, reason);
        return take(
                attemptId,
                AttemptState.Lost,
                condition,
                loss,
                (build, ended) -> tasks.attemptBroughtNothing(
                        build, ended.taskId(), NoResult.failed(FailureKind.AgentLost, ended.describe(reason))));
    }

    /** Ends a build that ran over its timeout and whose agent does not say so. */
    @Transactional
    public boolean timeOut(UUID attemptId) {
        String reason = "The build ran longer than its timeout, and the agent did not end it.";
        Loss loss = new Loss(FailureKind.Timeout, TaskState.TimedOut.name(), reason);
        return take(
                attemptId,
                AttemptState.Lost,
                "state = 'Accepted'",
                loss,
                (build, ended) -> tasks.end(
                        build, ended.taskId(), new TaskResult(TaskState.TimedOut, FailureKind.Timeout, reason)));
    }

    /** Ends a cancelled attempt whose agent does not say that it stopped. */
    @Transactional
    public boolean cancelUnanswered(UUID attemptId) {
        String reason = "The build was cancelled, and the agent did not confirm it in time.";
        Loss loss = new Loss(FailureKind.Cancelled, TaskState.Cancelled.name(), reason);
        return take(
                attemptId,
                AttemptState.Lost,
                "state = 'Accepted'",
                loss,
                (build, ended) -> tasks.end(build, ended.taskId(), TaskResult.CANCELLED));
    }

    /** Ends what no agent holds of a build that is being cancelled. */
    @Transactional
    public void finishCancel(UUID buildId) {
        locks.of(buildId).filter(LockedBuild::isStopping).ifPresent(build -> {
            tasks.cancel(build);
            AfterCommit.run(() -> signals.publish("build:" + buildId));
        });
    }

    /** Ends a build whose time ran out while it waited for a further attempt. */
    @Transactional
    public void timeOutWaiting(UUID buildId) {
        String reason = "The build's timeout passed while it waited for another attempt.";
        locks.of(buildId).filter(build -> !build.isStopping()).ifPresent(build -> {
            tasks.endWaiting(build, new TaskResult(TaskState.TimedOut, FailureKind.Timeout, reason));
            AfterCommit.run(() -> signals.publish("build:" + buildId));
        });
    }

    /** Gives up a task that waits for one agent, if that one is not in service. */
    @Transactional
    public void waive(UUID buildId, UUID taskId, String agentId) {
        locks.of(buildId).ifPresent(build -> {
            tasks.waive(build, taskId, agentId);
            AfterCommit.run(() -> signals.publish("build:" + buildId));
        });
    }

    private interface Consequence {
        void of(LockedBuild build, AttemptRows.Ended ended);
    }

    private boolean take(
            UUID attemptId, AttemptState to, String condition, @Nullable Loss loss, Consequence consequence) {
        Optional<LockedBuild> build = locks.ofAttempt(attemptId);
        Optional<AttemptRows.Ended> ended = build.flatMap(locked -> attempts.take(attemptId, to, condition, loss));
        if (build.isEmpty() || ended.isEmpty()) {
            return false;
        }
        if (to == AttemptState.Lost) {
            attempts.closeStages(attemptId);
        }
        consequence.of(build.get(), ended.get());
        AfterCommit.run(() -> signals.publish("build:" + build.get().buildId()));
        AfterCommit.run(() -> metrics.ended(to));
        return true;
    }
}
