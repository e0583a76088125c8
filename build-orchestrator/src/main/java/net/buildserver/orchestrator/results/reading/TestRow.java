package net.buildserver.orchestrator.results.reading;

import java.time.Duration;
import java.util.UUID;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.jspecify.annotations.Nullable;

/** A test as its row has it. */
record TestRow(
        String project,
        @Nullable String targetFramework,
        String className,
        String name,
        TestOutcome outcome,
        double durationMs,
        @Nullable String errorMessage,
        @Nullable String stackTrace,
        @Nullable String output,
        boolean flaky,
        @Nullable UUID cachedFrom) {
    TestCaseResult toResult() {
        return new TestCaseResult(
                project,
                targetFramework,
                className,
                name,
                outcome,
                milliseconds(durationMs),
                errorMessage,
                stackTrace,
                output,
                flaky ? true : null,
                cachedFrom);
    }

    static Duration milliseconds(double value) {
        return Duration.ofNanos(Math.round(value * 1_000_000));
    }
}
