package net.buildserver.orchestrator.results;

import static net.buildserver.orchestrator.platform.ReportText.blockOrNull;
import static net.buildserver.orchestrator.platform.ReportText.line;
import static net.buildserver.orchestrator.platform.ReportText.lineOrNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import net.buildserver.orchestrator.lease.InvalidReportException;
import org.jspecify.annotations.Nullable;

/** What of a report is believed: wrong numbers are refused, long text is cut and control characters go. */
final class ReportRules {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration LONGEST_TEST = Duration.ofDays(30);
    private static final int NAME = 500;
    private static final int MESSAGE = 4_000;
    private static final int BLOCK = 32_000;

    private ReportRules() {}

    static AttemptReport clean(AttemptReport report) {
        require(report.sequence() >= 1, "sequence", "must be at least 1.");
        bounded(report.stages(), "stages");
        bounded(report.diagnostics(), "diagnostics");
        bounded(report.tests(), "tests");
        bounded(report.projects(), "projects");
        String commit = report.commitSha();
        require(
                commit == null || COMMIT.matcher(commit).matches(),
                "commitSha",
                "must have 40 or 64 hexadecimal digits.");
        Double coverage = report.lineCoverage();
        require(coverage == null || (coverage >= 0 && coverage <= 1), "lineCoverage", "must be between 0 and 1.");
        return new AttemptReport(
                report.sequence(),
                commit,
                report.stages().stream().map(ReportRules::clean).toList(),
                report.diagnostics().stream().map(ReportRules::clean).toList(),
                report.tests().stream().map(ReportRules::clean).toList(),
                coverage,
                ProjectUseRules.clean(report.cache()),
                report.commits().stream()
                        .limit(CommitSummary.MOST)
                        .map(ReportRules::clean)
                        .toList(),
                report.projects().stream().map(ProjectUseRules::clean).toList());
    }

    private static CommitSummary clean(CommitSummary commit) {
        require(COMMIT.matcher(commit.sha()).matches(), "commits.sha", "must have 40 or 64 hexadecimal digits.");
        // Anybody may write any time into a commit; one that cannot be true is no reason to refuse the build's report.
        Instant time = commit.time().isAfter(EARLIEST) && commit.time().isBefore(LATEST) ? commit.time() : EARLIEST;
        return new CommitSummary(commit.sha(), line(commit.author(), NAME), time, line(commit.subject(), NAME));
    }

    private static StageReport clean(StageReport stage) {
        Instant start = time(stage.startTime(), "stages.startTime");
        Instant end = time(stage.endTime(), "stages.endTime");
        require(
                start == null || end == null || !end.isBefore(start),
                "stages.endTime",
                "must not lie before startTime.");
        return new StageReport(
                line(stage.name(), NAME),
                stage.status(),
                start,
                end,
                lineOrNull(stage.message(), MESSAGE),
                count(stage.warningsCount(), "stages.warningsCount"),
                count(stage.errorsCount(), "stages.errorsCount"));
    }

    private static Diagnostic clean(Diagnostic diagnostic) {
        present(diagnostic.severity(), "diagnostics.severity");
        return new Diagnostic(
                diagnostic.severity(),
                lineOrNull(diagnostic.code(), NAME),
                line(present(diagnostic.message(), "diagnostics.message"), MESSAGE),
                lineOrNull(diagnostic.file(), MESSAGE),
                count(diagnostic.line(), "diagnostics.line"),
                count(diagnostic.column(), "diagnostics.column"),
                lineOrNull(diagnostic.project(), MESSAGE),
                lineOrNull(diagnostic.targetFramework(), NAME));
    }

    private static TestCaseResult clean(TestCaseResult test) {
        present(test.outcome(), "tests.outcome");
        Duration duration = present(test.duration(), "tests.duration");
        require(
                !duration.isNegative() && duration.compareTo(LONGEST_TEST) <= 0,
                "tests.duration",
                "must be between PT0S and " + LONGEST_TEST + ".");
        return new TestCaseResult(
                line(present(test.project(), "tests.project"), NAME),
                lineOrNull(test.targetFramework(), NAME),
                line(present(test.className(), "tests.className"), MESSAGE),
                line(present(test.name(), "tests.name"), MESSAGE),
                test.outcome(),
                duration,
                blockOrNull(test.errorMessage(), BLOCK),
                blockOrNull(test.stackTrace(), BLOCK),
                blockOrNull(test.output(), BLOCK),
                isFlaky(test) ? true : null,
                // Failures are never cached.
                test.outcome() == TestOutcome.Failed ? null : test.cachedFrom());
    }

    private static boolean isFlaky(TestCaseResult test) {
        return Boolean.TRUE.equals(test.flaky()) && test.outcome() == TestOutcome.Passed;
    }

    private static void bounded(List<?> entries, String field) {
        require(
                entries.size() <= AgentProtocol.MAX_BATCH,
                field,
                "must have at most " + AgentProtocol.MAX_BATCH + " entries.");
    }

    private static @Nullable Integer count(@Nullable Integer value, String field) {
        require(value == null || value >= 0, field, "must not be negative.");
        return value;
    }

    private static @Nullable Instant time(@Nullable Instant value, String field) {
        require(
                value == null || (value.isAfter(EARLIEST) && value.isBefore(LATEST)),
                field,
                "must be a time of this age.");
        return value;
    }

    private static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw new InvalidReportException(field, "is missing.");
        }
        return value;
    }

    private static void require(boolean fine, String field, String message) {
        if (!fine) {
            throw new InvalidReportException(field, message);
        }
    }
}
