package net.buildserver.orchestrator.insights;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test that failed, or passed only when it was run again.
 *
 * @param project whose test it is
 * @param className its class
 * @param name its name
 * @param runs builds of the project in that time that ran tests
 * @param failures builds in which it failed
 * @param flaky builds in which it passed only when it was run again
 * @param changes how often its outcome differed from the build before; many changes mean a flaky test
 * @param lastFailure when the last build ended in which it failed, or null
 */
public record FailingTest(
        String project,
        String className,
        String name,
        int runs,
        int failures,
        int flaky,
        int changes,
        @Nullable Instant lastFailure) {}
