package net.buildserver.orchestrator.lease;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.sdk.RollForward;
import net.buildserver.domain.sdk.SdkRequirement;
import net.buildserver.domain.sdk.SdkVersion;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.platform.ReportText;
import net.buildserver.orchestrator.tasks.BuildLocks;
import net.buildserver.orchestrator.tasks.LockedBuild;
import net.buildserver.orchestrator.tasks.NoResult;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Attempts that their agents end: with a result, or by handing the task back. */
public class Endings {
    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONGEST_VERSION = 64;

    private final AttemptRows attempts;
    private final AttemptFence fence;
    private final BuildLocks locks;
    private final Consequences consequences;
    private final Signals signals;
    private final LeaseMetrics metrics;

    Endings(
            AttemptRows attempts,
            AttemptFence fence,
            BuildLocks locks,
            Consequences consequences,
            Signals signals,
            LeaseMetrics metrics) {
        this.attempts = attempts;
        this.fence = fence;
        this.locks = locks;
        this.consequences = consequences;
        this.signals = signals;
        this.metrics = metrics;
    }

    /**
     * Takes the result of an attempt, once; repeating it changes nothing.
     *
     * @throws StaleAttemptException if the attempt is not this agent's current one
     * @throws GapException if reports or log bytes are missing
     * @throws LogMismatchException if the log that is here is not the agent's
     * @throws InvalidReportException if the result contradicts the stages, or a task that it adds is not acceptable
     */
    @Transactional
    public void finish(UUID attemptId, String agentId, FinishReport sent) {
        FinishReport report = clean(sent);
        LockedBuild build = locks.ofAttempt(attemptId).orElseThrow(() -> new StaleAttemptException(attemptId));
        Optional<AttemptRows.Ended> ended = attempts.finish(attemptId, agentId, report);
        if (ended.isEmpty()) {
            explain(attemptId, agentId, report);
            return;
        }
        if (report.outcome() == AttemptOutcome.Succeeded) {
            attempts.refuseUnsuccessfulStages(attemptId);
        }
        attempts.closeStages(attemptId);
        consequences.finished(build, ended.get(), report);
        AfterCommit.run(() -> signals.publish("build:" + build.buildId()));
        AfterCommit.run(() -> metrics.finished(report.outcome(), report.failureKind()));
    }

    /** Does nothing when this very result was taken before. */
    private void explain(UUID attemptId, String agentId, FinishReport report) {
        AttemptFence.Held held = fence.find(attemptId, agentId).orElseThrow(() -> new StaleAttemptException(attemptId));
        if (held.state() == AttemptState.Finished) {
            return;
        }
        if (held.state() != AttemptState.Accepted) {
            throw AttemptFence.refusal(attemptId, held.state());
        }
        if (held.lastSequence() != report.lastSequence()) {
            throw new GapException(GapException.Kind.Report, report.lastSequence(), held.lastSequence() + 1);
        }
        if (held.logBytes() == report.logBytes()) {
            throw new LogMismatchException(attemptId);
        }
        throw new GapException(GapException.Kind.Log, report.logBytes(), held.logBytes());
    }

    /**
     * Takes a task back that an agent does not run; no failure is counted.
     *
     * @throws StaleAttemptException if the attempt is not this agent's current one
     * @throws AttemptEndedException if it has finished
     */
    @Transactional
    public void decline(UUID attemptId, String agentId, DeclineReport sent) {
        DeclineReport report = new DeclineReport(
                ReportText.line(sent.reason(), LONGEST_MESSAGE),
                ReportText.lineOrNull(sent.requiredSdk(), LONGEST_VERSION),
                ReportText.lineOrNull(sent.rollForward(), LONGEST_VERSION),
                sent.allowPrerelease());
        LockedBuild build = locks.ofAttempt(attemptId).orElseThrow(() -> new StaleAttemptException(attemptId));
        Optional<AttemptRows.Ended> ended = attempts.decline(attemptId, agentId, report.reason());
        if (ended.isEmpty()) {
            AttemptFence.Held held =
                    fence.find(attemptId, agentId).orElseThrow(() -> new StaleAttemptException(attemptId));
            if (held.state() != AttemptState.Declined) {
                throw AttemptFence.refusal(attemptId, held.state());
            }
            return;
        }
        attempts.closeStages(attemptId);
        NoResult nothing = NoResult.returned(ended.get().describe(report.reason()), requirement(report));
        consequences.returned(build, ended.get(), nothing);
        AfterCommit.run(() -> signals.publish("build:" + build.buildId()));
        AfterCommit.run(() -> metrics.ended(AttemptState.Declined));
    }

    /** What cannot be read as a version leaves only the reason, and other agents are tried. */
    private static @Nullable SdkRequirement requirement(DeclineReport report) {
        if (report.requiredSdk() == null) {
            return null;
        }
        String policy = report.rollForward() == null ? "" : report.rollForward();
        boolean prerelease = report.allowPrerelease() == null || report.allowPrerelease();
        return SdkVersion.parse(report.requiredSdk())
                .map(version -> new SdkRequirement(
                        version, RollForward.parse(policy).orElse(RollForward.latestPatch), prerelease))
                .orElse(null);
    }

    private static FinishReport clean(FinishReport sent) {
        return new FinishReport(
                sent.outcome(),
                sent.failureKind(),
                ReportText.lineOrNull(sent.errorMessage(), LONGEST_MESSAGE),
                sent.lastSequence(),
                sent.logBytes(),
                sent.logSha256(),
                sent.output(),
                sent.tasks());
    }
}
