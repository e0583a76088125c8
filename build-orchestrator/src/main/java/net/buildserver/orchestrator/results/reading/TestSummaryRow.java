package net.buildserver.orchestrator.results.reading;

import net.buildserver.domain.test.TestResults;
import org.jspecify.annotations.Nullable;

/** The counts of a build's tests. */
record TestSummaryRow(
        int total,
        int passed,
        int failed,
        int skipped,
        int flaky,
        double milliseconds,
        @Nullable Double lineCoverage) {
    TestResults toResults() {
        return new TestResults(total, passed, failed, skipped, flaky, TestRow.milliseconds(milliseconds), lineCoverage);
    }
}
