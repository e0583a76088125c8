package net.buildserver.api.builds;

import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.BuildJobDescriptor;
import org.jspecify.annotations.Nullable;

/** The job in a request; see {@link BuildJobDescriptor} for the fields and their defaults. */
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
        @Nullable String requesterEmail) {
    /** Returns the job as a new request names it, without the identity of this one. */
    static JobBody of(BuildJobDescriptor job) {
        return new JobBody(
                null,
                job.projectName(),
                job.repositoryUrl(),
                job.gitRef(),
                job.solutionPath(),
                job.configuration(),
                job.targetFramework(),
                job.platform(),
                job.runtimeIdentifier(),
                Map.copyOf(job.buildProperties()),
                job.runTests(),
                job.collectCoverage(),
                job.createPackages(),
                job.publishArtifacts(),
                job.timeoutMinutes(),
                Map.copyOf(job.metadata()),
                job.requesterEmail());
    }
}
