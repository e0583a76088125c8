package net.buildserver.agent.attempt;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.redaction.RedactedReports;
import net.buildserver.agent.redaction.Redaction;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.agent.stage.Progress;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.test.TestCaseResult;
import org.jspecify.annotations.Nullable;

/** Gathers what happens into numbered reports, puts them into the spool and wakes the sender. */
final class Reporter implements Progress {
    private final AttemptSpool spool;
    private final InstantSource clock;
    private final Redaction redaction;
    private final RedactedReports redacted;
    private final Runnable added;
    private final List<StageReport> stages = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<TestCaseResult> tests = new ArrayList<>();
    private @Nullable String commitSha;
    private List<CommitSummary> commits = List.of();
    private @Nullable Double lineCoverage;
    private @Nullable CacheUse cacheUse;
    private List<ProjectUse> projects = List.of();
    private @Nullable StageReport running;
    private long lastSequence;

    Reporter(AttemptSpool spool, InstantSource clock, Redaction redaction, Runnable added) {
        this.spool = spool;
        this.clock = clock;
        this.redaction = redaction;
        this.redacted = new RedactedReports(redaction);
        this.added = added;
    }

    /** Returns what is secret in all that is reported. */
    Redaction redaction() {
        return redaction;
    }

    /** Reports that a stage starts. */
    synchronized void started(String name) {
        running = new StageReport(name, BuildStageStatus.Running, clock.instant(), null, null, null, null);
        stages.add(running);
        flush();
    }

    /** Reports how the running stage ended; counts are null if it does not count. */
    synchronized void ended(
            BuildStageStatus status, String message, @Nullable Integer warnings, @Nullable Integer errors) {
        StageReport stage = running;
        if (stage != null) {
            stages.add(new StageReport(
                    stage.name(), status, stage.startTime(), clock.instant(), line(message), warnings, errors));
            running = null;
            flush();
        }
    }

    /** Reports a stage that does not run. */
    synchronized void notRun(String name, BuildStageStatus status, String message) {
        stages.add(new StageReport(name, status, null, null, line(message), null, null));
        flush();
    }

    @Override
    public synchronized void message(String message) {
        StageReport stage = running;
        if (stage != null) {
            stages.add(
                    new StageReport(stage.name(), stage.status(), stage.startTime(), null, line(message), null, null));
            flush();
        }
    }

    @Override
    public synchronized void commit(String sha) {
        commitSha = sha;
        flush();
    }

    @Override
    public synchronized void history(List<CommitSummary> found) {
        commits = found.stream().map(redacted::commit).toList();
    }

    @Override
    public synchronized void diagnostic(Diagnostic one) {
        diagnostics.add(redacted.diagnostic(one));
        flushIfFull();
    }

    @Override
    public synchronized void test(TestCaseResult result) {
        tests.add(redacted.test(result));
        flushIfFull();
    }

    @Override
    public synchronized void lineCoverage(double share) {
        lineCoverage = share;
    }

    @Override
    public synchronized void cacheUse(CacheUse use) {
        cacheUse = use;
    }

    @Override
    public synchronized void projects(List<ProjectUse> moved) {
        projects = moved;
    }

    @Override
    public synchronized void flush() {
        boolean nothing = stages.isEmpty() && diagnostics.isEmpty() && tests.isEmpty();
        if (nothing
                && commitSha == null
                && commits.isEmpty()
                && lineCoverage == null
                && cacheUse == null
                && projects.isEmpty()) {
            return;
        }
        spool.put(new AttemptReport(
                ++lastSequence, commitSha, stages, diagnostics, tests, lineCoverage, cacheUse, commits, projects));
        stages.clear();
        diagnostics.clear();
        tests.clear();
        commitSha = null;
        commits = List.of();
        lineCoverage = null;
        cacheUse = null;
        projects = List.of();
        added.run();
    }

    /** Returns the number of the last report. */
    synchronized long lastSequence() {
        return lastSequence;
    }

    private void flushIfFull() {
        if (diagnostics.size() >= AgentProtocol.MAX_BATCH || tests.size() >= AgentProtocol.MAX_BATCH) {
            flush();
        }
    }

    private String line(String message) {
        return redaction.apply(message.replaceAll("\\p{Cntrl}+", " "));
    }
}
