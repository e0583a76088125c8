package net.buildserver.orchestrator.retention;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what is kept. A build that is pinned keeps everything. Projects may have rules of their own,
 * see {@link RetentionRules}.
 *
 * @param keepBuilds age at which ended builds go with all that belongs to them, or null for never
 * @param keepArtifacts age at which artifacts go, or null for as long as their build
 * @param keepLogs age at which logs go, or null for as long as their build
 * @param keepTests age at which test results go, or null for as long as their build
 * @param maxBuildsPerProject most ended builds that a project keeps, the newest ones, or null for any number
 * @param maxBytesPerProject most bytes of artifacts that a project keeps, those of its newest builds, or null for any number
 * @param keepLatestGreen whether the latest successful build of each branch stays, by default true
 */
@Validated
@ConfigurationProperties("build-server.retention")
record RetentionSettings(
        @Nullable Duration keepBuilds,
        @Nullable Duration keepArtifacts,
        @Nullable Duration keepLogs,
        @Nullable Duration keepTests,
        @Min(1) @Nullable Integer maxBuildsPerProject,
        @Min(1) @Nullable Long maxBytesPerProject,
        @DefaultValue("true") boolean keepLatestGreen) {
    boolean keepsEverything() {
        return keepBuilds == null
                && keepArtifacts == null
                && keepLogs == null
                && keepTests == null
                && maxBuildsPerProject == null
                && maxBytesPerProject == null;
    }
}
