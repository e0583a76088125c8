package net.buildserver.orchestrator.insights;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.test.TestOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A run of a test in a build.
 *
 * @param executionId the build
 * @param createdAt when the build was submitted
 * @param gitRef what was built
 * @param commitSha commit that was built, or null
 * @param outcome its outcome
 * @param seconds how long it ran
 * @param errorMessage why it failed, or null
 */
public record TestRun(
        UUID executionId,
        Instant createdAt,
        String gitRef,
        @Nullable String commitSha,
        TestOutcome outcome,
        double seconds,
        @Nullable String errorMessage) {}
