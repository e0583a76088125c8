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
    /** Asks for nothing. */
    static final JobBody NOTHING = new JobBody(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Returns this job with what it leaves out taken from {@code defaults}, but for the requester if another is named. */
    JobBody or(JobBody defaults, boolean isRequesterNamed) {
        return new JobBody(
                jobId,
                projectName,
                first(repositoryUrl, defaults.repositoryUrl),
                first(gitRef, defaults.gitRef),
                first(solutionPath, defaults.solutionPath),
                first(configuration, defaults.configuration),
                first(targetFramework, defaults.targetFramework),
                first(platform, defaults.platform),
                first(runtimeIdentifier, defaults.runtimeIdentifier),
                first(buildProperties, defaults.buildProperties),
                first(runTests, defaults.runTests),
                first(collectCoverage, defaults.collectCoverage),
                first(createPackages, defaults.createPackages),
                first(publishArtifacts, defaults.publishArtifacts),
                first(timeoutMinutes, defaults.timeoutMinutes),
                first(metadata, defaults.metadata),
                isRequesterNamed ? requesterEmail : defaults.requesterEmail);
    }

    /** Returns this job as one of {@code project}, which may be left open, without the identity of this one. */
    JobBody ofProject(@Nullable String project) {
        return new JobBody(
                null,
                project,
                repositoryUrl,
                gitRef,
                solutionPath,
                configuration,
                targetFramework,
                platform,
                runtimeIdentifier,
                buildProperties,
                runTests,
                collectCoverage,
                createPackages,
                publishArtifacts,
                timeoutMinutes,
                metadata,
                requesterEmail);
    }

    private static <T> @Nullable T first(@Nullable T asked, @Nullable T byDefault) {
        return asked == null ? byDefault : asked;
    }

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
