package net.buildserver.domain.test;

/** Outcome of one test. */
public enum TestOutcome {
    Passed,
    Failed,
    Skipped
}
