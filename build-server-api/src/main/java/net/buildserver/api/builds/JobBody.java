package net.buildserver.api.builds;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The job in a request; see {@link net.buildserver.domain.build.BuildJobDescriptor} for the fields and their defaults. */
record JobBody(
        @Nullable UUID jobId,
        @Nullable String projectName,
        @Nullable String repositoryUrl,
        @Nullable String gitRef,
        @Nullable String solutionPath,
        @Nullable String configuration,
        @Nullable String targetFramework,
        @Nullable String platform,
        @Nullable String runtimeIdentifier,
        @Nullable Map<String, @Nullable String> buildProperties,
        @Nullable Boolean runTests,
        @Nullable Boolean collectCoverage,
        @Nullable Boolean createPackages,
        @Nullable Boolean publishArtifacts,
        @Nullable Integer timeoutMinutes,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String requesterEmail) {}
