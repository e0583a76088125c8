package net.buildserver.orchestrator.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one project keeps; null leaves it to the server's settings.
 *
 * @param project name of the project
 * @param keepBuilds age at which ended builds go with all that belongs to them
 * @param keepArtifacts age at which artifacts go
 * @param keepLogs age at which logs go
 * @param keepTests age at which test results go
 * @param maxBuilds most ended builds that it keeps, the newest ones
 * @param maxBytes most bytes of artifacts that it keeps, those of its newest builds
 * @param keepLatestGreen whether the latest successful build of each branch stays
 */
public record RetentionRule(
        String project,
        @Nullable Duration keepBuilds,
        @Nullable Duration keepArtifacts,
        @Nullable Duration keepLogs,
        @Nullable Duration keepTests,
        @Nullable Integer maxBuilds,
        @Nullable Long maxBytes,
        @Nullable Boolean keepLatestGreen) {}
