package net.buildserver.orchestrator.results;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.ReportAnswer;
import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.lease.AttemptFence;
import net.buildserver.orchestrator.lease.GapException;
import net.buildserver.orchestrator.lease.StaleAttemptException;
import net.buildserver.orchestrator.tasks.BuildLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Takes what agents report while they work, and is the only writer of stages, diagnostics and test results. */
public class Reports {
    private final JdbcClient jdbc;
    private final ReportRows rows;
    private final AttemptFence fence;
    private final BuildLocks locks;
    private final BuildLifecycle builds;
    private final ReportEffects effects;

    Reports(
            JdbcClient jdbc,
            ReportRows rows,
            AttemptFence fence,
            BuildLocks locks,
            BuildLifecycle builds,
            ReportEffects effects) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.fence = fence;
        this.locks = locks;
        this.builds = builds;
        this.effects = effects;
    }

    private record Taken(UUID buildId, boolean cancelRequested) {}

    /**
     * Applies a report, once.
     *
     * @throws StaleAttemptException if the attempt is not this agent's current one
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if its result is known already
     * @throws GapException if an earlier report is missing
     * @throws net.buildserver.orchestrator.lease.InvalidReportException if a value cannot be true
     */
    @Transactional
    public ReportAnswer apply(UUID attemptId, String agentId, AttemptReport sent) {
        AttemptReport report = ReportRules.clean(sent);
        boolean tellsBuild = report.commitSha() != null
                || report.lineCoverage() != null
                || !report.commits().isEmpty();
        if (tellsBuild && locks.ofAttempt(attemptId).isEmpty()) {
            throw new StaleAttemptException(attemptId);
        }
        Optional<Taken> taken = take(attemptId, agentId, report.sequence());
        if (taken.isEmpty()) {
            return explain(attemptId, agentId, report.sequence());
        }
        if (!report.stages().isEmpty()) {
            rows.moveStages(attemptId, report.stages());
        }
        rows.addDiagnostics(attemptId, report);
        rows.addTests(attemptId, report);
        rows.addProjects(attemptId, report);
        if (tellsBuild) {
            tell(taken.get().buildId(), report);
        }
        effects.applied(taken.get().buildId(), report);
        return new ReportAnswer(report.sequence() + 1, directive(taken.get().cancelRequested()));
    }

    private void tell(UUID buildId, AttemptReport report) {
        String commit = report.commitSha();
        if (commit != null) {
            builds.commitFound(buildId, commit);
        }
        if (!report.commits().isEmpty()) {
            builds.historyFound(buildId, report.commits());
        }
        Double coverage = report.lineCoverage();
        if (coverage != null) {
            builds.coverageFound(buildId, coverage);
        }
    }

    /** The fence, the check of the number and the lock against a second sender of the same report, in one statement. */
    private Optional<Taken> take(UUID attemptId, String agentId, long sequence) {
        return jdbc.sql("""
                        update attempts set last_sequence = :sequence
                        where id = :attempt and agent_id = :agent and state = 'Accepted' and last_sequence = :sequence - 1
                        returning build_id, cancel_requested
                        """)
                .param("sequence", sequence)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .query((row, number) ->
                        new Taken(row.getObject("build_id", UUID.class), row.getBoolean("cancel_requested")))
                .optional();
    }

    private ReportAnswer explain(UUID attemptId, String agentId, long sequence) {
        AttemptFence.Held held = fence.require(attemptId, agentId);
        long expected = held.lastSequence() + 1;
        if (sequence > expected) {
            throw new GapException(GapException.Kind.Report, sequence, expected);
        }
        return new ReportAnswer(expected, directive(held.cancelRequested()));
    }

    private static Directive directive(boolean cancelRequested) {
        return cancelRequested ? Directive.Cancel : Directive.Continue;
    }
}
