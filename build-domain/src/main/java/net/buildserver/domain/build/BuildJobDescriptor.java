package net.buildserver.domain.build;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Describes a build job to be executed (specification, "BuildJobDescriptor"). Absent optional values take the
 * specification's defaults; {@link BuildJobRules} says which values are acceptable.
 *
 * @param jobId unique identifier of the job
 * @param projectName project or solution name, as people know it
 * @param repositoryUrl Git repository URL
 * @param gitRef branch, tag or commit id
 * @param solutionPath solution or project file, relative to the repository's root, with {@code /}
 * @param configuration build configuration, by default {@code Release}
 * @param targetFramework target framework to build, or null for all that the projects name
 * @param platform target platform, by default {@code AnyCPU}
 * @param runtimeIdentifier runtime identifier such as {@code linux-x64}, or null for a portable build
 * @param buildProperties MSBuild properties, by name
 * @param runTests whether tests run after the build, by default true
 * @param collectCoverage whether the tests' code coverage is collected, by default false
 * @param createPackages whether NuGet packages are created, by default false
 * @param publishArtifacts whether executables and web applications are published as artifacts, by default true
 * @param timeoutMinutes how long the build may run, in minutes, by default 60
 * @param metadata free text about the trigger, CI system and so on, by name
 * @param createdAt when the job was created
 * @param requesterEmail e-mail address of the person who asked for the build
 */
public record BuildJobDescriptor(
        UUID jobId,
        String projectName,
        String repositoryUrl,
        String gitRef,
        String solutionPath,
        String configuration,
        @Nullable String targetFramework,
        String platform,
        @Nullable String runtimeIdentifier,
        Map<String, String> buildProperties,
        boolean runTests,
        boolean collectCoverage,
        boolean createPackages,
        boolean publishArtifacts,
        int timeoutMinutes,
        Map<String, String> metadata,
        Instant createdAt,
        String requesterEmail) {

    /** Default of {@link #configuration}. */
    public static final String DEFAULT_CONFIGURATION = "Release";

    /** Default of {@link #platform}. */
    public static final String DEFAULT_PLATFORM = "AnyCPU";

    /** Default of {@link #timeoutMinutes}. */
    public static final int DEFAULT_TIMEOUT_MINUTES = 60;

    public BuildJobDescriptor {
        buildProperties = Map.copyOf(buildProperties);
        metadata = Map.copyOf(metadata);
    }

    /** Returns whether the specification's {@code AnyCPU} default is meant, which is no property to pass on. */
    public boolean hasDefaultPlatform() {
        return DEFAULT_PLATFORM.equals(platform);
    }
}
