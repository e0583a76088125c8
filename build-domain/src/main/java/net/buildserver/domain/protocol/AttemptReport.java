package net.buildserver.domain.protocol;

import java.util.List;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.test.TestCaseResult;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/reports}: what happened since the last report, applied in one transaction.
 * Reports are numbered from 1 without gaps; one that was applied already changes nothing, one from the future is refused
 * (409) with the number that is expected.
 *
 * @param sequence number of the report
 * @param commitSha commit that was checked out, or null if this report does not tell it
 * @param stages stages that changed, in the order of the changes
 * @param diagnostics new warnings and errors
 * @param tests new test results
 * @param lineCoverage share of lines covered, 0 to 1, or null if this report does not tell it
 * @param cache what the build took from the cache, or null if this report does not tell it
 * @param commits newest commits of what was checked out, newest first; empty if this report does not tell them
 * @param projects projects that have come further, as far as that is known now; {@code cache} has the last word on them
 */
public record AttemptReport(
        long sequence,
        @Nullable String commitSha,
        List<StageReport> stages,
        List<Diagnostic> diagnostics,
        List<TestCaseResult> tests,
        @Nullable Double lineCoverage,
        @Nullable CacheUse cache,
        List<CommitSummary> commits,
        List<ProjectUse> projects) {
    public AttemptReport {
        stages = Wire.list(stages);
        diagnostics = Wire.list(diagnostics);
        tests = Wire.list(tests);
        commits = Wire.list(commits);
        projects = Wire.list(projects);
    }

    /** A report that tells neither commits nor projects at work. */
    public AttemptReport(
            long sequence,
            @Nullable String commitSha,
            @Nullable List<StageReport> stages,
            @Nullable List<Diagnostic> diagnostics,
            @Nullable List<TestCaseResult> tests,
            @Nullable Double lineCoverage,
            @Nullable CacheUse cache) {
        this(
                sequence,
                commitSha,
                Wire.list(stages),
                Wire.list(diagnostics),
                Wire.list(tests),
                lineCoverage,
                cache,
                List.of(),
                List.of());
    }
}
