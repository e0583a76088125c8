package net.buildserver.orchestrator.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long what is kept, as the server's settings say.
 *
 * @param keepBuilds age at which ended builds go with everything, or null for never
 * @param keepArtifacts age at which artifacts go, or null for as long as their build
 * @param keepLogs age at which logs go, or null for as long as their build
 * @param keepTests age at which test results go, or null for as long as their build
 * @param maxBuildsPerProject most ended builds that a project keeps, or null for any number
 * @param maxBytesPerProject most bytes of artifacts that a project keeps, or null for any number
 * @param keepLatestGreen whether the latest successful build of each branch stays
 */
public record RetentionDefaults(
        @Nullable Duration keepBuilds,
        @Nullable Duration keepArtifacts,
        @Nullable Duration keepLogs,
        @Nullable Duration keepTests,
        @Nullable Integer maxBuildsPerProject,
        @Nullable Long maxBytesPerProject,
        boolean keepLatestGreen) {
    static RetentionDefaults of(RetentionSettings settings) {
        return new RetentionDefaults(
                settings.keepBuilds(),
                settings.keepArtifacts(),
                settings.keepLogs(),
                settings.keepTests(),
                settings.maxBuildsPerProject(),
                settings.maxBytesPerProject(),
                settings.keepLatestGreen());
    }
}
