package net.buildserver.orchestrator.insights;

import java.time.Instant;

/**
 * A test that failed.
 *
 * @param project whose test it is
 * @param className its class
 * @param name its name
 * @param runs how often it passed or failed
 * @param failures how often it failed
 * @param changes how often its outcome differed from the run before; many changes mean a flaky test
 * @param lastFailure when the last build was submitted in which it failed
 */
public record FailingTest(
        String project, String className, String name, int runs, int failures, int changes, Instant lastFailure) {}
