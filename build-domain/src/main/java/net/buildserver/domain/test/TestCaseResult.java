package net.buildserver.domain.test;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Result of one test.
 *
 * @param project name of the test project's assembly
 * @param targetFramework target framework it ran on, such as {@code net10.0}, or null if unknown
 * @param className fully qualified name of the test's class
 * @param name name of the test as its framework displays it, with data-driven arguments
 * @param outcome how it ended
 * @param duration how long it took
 * @param errorMessage message of the failure (of a flaky test: of its first failure) or reason of the skip, or null
 * @param stackTrace stack trace of the failure, or null
 * @param output what the test wrote, or null
 * @param flaky true if it failed first and passed when it was run again, else null
 * @param cachedFrom build in which it passed and after which nothing changed that it depends on, so that it did not run again;
 *     null if it ran in this one
 */
public record TestCaseResult(
        String project,
        @Nullable String targetFramework,
        String className,
        String name,
        TestOutcome outcome,
        Duration duration,
        @Nullable String errorMessage,
        @Nullable String stackTrace,
        @Nullable String output,
        @Nullable Boolean flaky,
        @Nullable UUID cachedFrom) {
    /** Returns the same result as one that was taken from {@code build}. */
    public TestCaseResult takenFrom(UUID build) {
        return new TestCaseResult(
                project,
                targetFramework,
                className,
                name,
                outcome,
                duration,
                errorMessage,
                stackTrace,
                output,
                flaky,
                build);
    }
}
