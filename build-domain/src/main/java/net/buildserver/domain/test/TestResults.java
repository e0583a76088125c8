package net.buildserver.domain.test;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Summary of the tests of a build.
 *
 * @param total number of tests
 * @param passed number of tests that passed
 * @param failed number of tests that failed
 * @param skipped number of tests that did not run
 * @param flaky number of those that passed only when they were run again
 * @param duration sum of the tests' own durations
 * @param lineCoverage share of lines covered, 0 to 1, or null if coverage was not collected
 */
public record TestResults(
        int total,
        int passed,
        int failed,
        int skipped,
        int flaky,
        Duration duration,
        @Nullable Double lineCoverage) {}
