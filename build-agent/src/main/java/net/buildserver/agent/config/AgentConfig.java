package net.buildserver.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * The agent's settings, checked. {@link ConfigKey} documents each.
 *
 * @param server address of the server
 * @param enrolmentToken token for the registration, or null if none was given
 * @param name name that the operator gave, or null for the host name
 * @param pool pool to join
 * @param workDir data folder, absolute
 * @param slots builds at once
 * @param labels labels of the agent
 * @param dotnetRoot folder of the SDK, or null to look for one
 * @param nugetSources package sources that replace the repositories' own; empty to leave those
 * @param nugetPackages folder of unpacked packages, absolute
 * @param allowLocalRepositories whether {@code file:} repositories may be built
 * @param buildEnvironment variables that every build sees
 * @param maxBuildMinutes longest time limit of a build, in minutes
 * @param limits what a build may take
 * @param sandbox how builds are kept apart
 * @param minFreeDiskGb free disk space below which no build is taken, in GiB
 * @param logMaxBytes longest log of a build, in bytes
 * @param life how it ends
 * @param traces where its part of traces goes
 * @param statusPort loopback port for health and metrics, 0 for any free one, or negative for none
 */
public record AgentConfig(
        URI server,
        @Nullable String enrolmentToken,
        @Nullable String name,
        BuildTargetType pool,
        Path workDir,
        int slots,
        List<String> labels,
        @Nullable Path dotnetRoot,
        List<String> nugetSources,
        Path nugetPackages,
        boolean allowLocalRepositories,
        Map<String, String> buildEnvironment,
        int maxBuildMinutes,
        LimitsConfig limits,
        SandboxConfig sandbox,
        int minFreeDiskGb,
        long logMaxBytes,
        LifeConfig life,
        TracesConfig traces,
        int statusPort) {
    public AgentConfig {
        labels = List.copyOf(labels);
        nugetSources = List.copyOf(nugetSources);
        buildEnvironment = Map.copyOf(buildEnvironment);
    }

    /** Never shows the enrolment token or the builds' environment. */
    @Override
    public String toString() {
        return "AgentConfig[server=" + server + ", pool=" + pool + ", workDir=" + workDir + ", slots=" + slots + "]";
    }
}
