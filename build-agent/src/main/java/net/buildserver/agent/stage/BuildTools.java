package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.config.SandboxConfig;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.process.UsageLimits;
import net.buildserver.agent.sandbox.Sandbox;
import net.buildserver.agent.trace.SpanSink;
import net.buildserver.agent.workspace.Workspaces;
import net.buildserver.domain.build.BuildJobRules;
import org.jspecify.annotations.Nullable;

/**
 * What all builds of an agent share.
 *
 * @param runner runs programs
 * @param sandbox keeps builds apart
 * @param network when builds reach the network
 * @param stageLimit longest time of one stage; zero is no limit
 * @param usage what is watched while an attempt runs
 * @param workspaces hands out folders to build in
 * @param dotnet the SDKs, if there are any
 * @param environment environment of builds
 * @param extras variables that the operator added to it
 * @param nugetConfig configuration that replaces the repositories' package sources, or null to leave them
 * @param rules rules that every job is held to
 * @param targets folder with the agent's own MSBuild targets
 * @param sdkChoice finds out which SDK a solution wants
 * @param cache outputs and test results of earlier builds
 * @param spans takes what traces tell of attempts
 */
public record BuildTools(
        ProcessRunner runner,
        Sandbox sandbox,
        SandboxConfig.Network network,
        Duration stageLimit,
        UsageLimits usage,
        Workspaces workspaces,
        Optional<DotnetInstallation> dotnet,
        BuildEnvironment environment,
        Map<String, String> extras,
        @Nullable Path nugetConfig,
        BuildJobRules rules,
        Path targets,
        SdkChoice sdkChoice,
        AgentCache cache,
        SpanSink spans) {
    /** Returns the same tools with another view of the cache. */
    public BuildTools with(AgentCache view) {
        return new BuildTools(
                runner,
                sandbox,
                network,
                stageLimit,
                usage,
                workspaces,
                dotnet,
                environment,
                extras,
                nugetConfig,
                rules,
                targets,
                sdkChoice,
                view,
                spans);
    }
}
