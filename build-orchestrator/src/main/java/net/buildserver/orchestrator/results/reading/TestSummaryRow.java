package net.buildserver.orchestrator.results.reading;

import net.buildserver.domain.test.TestResults;
import org.jspecify.annotations.Nullable;

/** The counts of a build's tests. */
record TestSummaryRow(
        int total,
        int passed,
        int failed,
        int flaky,
        int skipped,
        double milliseconds,
        @Nullable Double lineCoverage) {
    TestResults toResults() {
        return new TestResults(total, passed, failed, flaky, skipped, TestRow.milliseconds(milliseconds), lineCoverage);
    }
}
