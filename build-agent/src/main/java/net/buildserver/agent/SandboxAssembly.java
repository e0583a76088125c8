package net.buildserver.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.config.ConfigException;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.loop.WorkDir;
import net.buildserver.agent.process.ControlGroups;
import net.buildserver.agent.process.GroupLimits;
import net.buildserver.agent.process.UsageLimits;
import net.buildserver.agent.sandbox.EgressRules;
import net.buildserver.agent.sandbox.Sandbox;
import net.buildserver.agent.sandbox.SandboxFolders;
import net.buildserver.agent.sandbox.SandboxLevel;

/** Puts the sandbox together from the agent's configuration: what every build may read, and what a restore may reach. */
final class SandboxAssembly {
    private SandboxAssembly() {}

    static ControlGroups groups(AgentConfig config, AgentLog log) {
        String cgroup = config.limits().cgroup();
        if (cgroup.isEmpty()) {
            if (config.limits().group().cpuPercent() > 0) {
                throw new ConfigException("limit.cpu-percent needs a control group; set cgroup.");
            }
            return ControlGroups.NONE;
        }
        Path root = cgroup.equals("own")
                ? ControlGroups.own()
                        .orElseThrow(() -> new ConfigException("cgroup = 'own': there is no cgroup v2 here."))
                : Path.of(cgroup);
        ControlGroups groups = ControlGroups.open(root, config.limits().group());
        if (!groups.missing().isEmpty()) {
            log.warn("limits of builds do not hold, since the agent was not given the controllers "
                    + String.join(", ", groups.missing()));
        }
        return groups;
    }

    /** Returns the limits that no control group holds. */
    static UsageLimits watched(AgentConfig config, ControlGroups groups) {
        GroupLimits limits = config.limits().group();
        return new UsageLimits(
                        limits.memoryMb(), limits.processes(), config.limits().diskMb())
                .without(groups.holds("memory"), groups.holds("pids"));
    }

    static Sandbox sandbox(
            AgentConfig config,
            WorkDir workDir,
            Map<String, String> environment,
            Optional<DotnetInstallation> dotnet,
            AgentCache cache) {
        List<Path> readable = new ArrayList<>(config.sandbox().readable());
        dotnet.ifPresent(found -> readable.add(found.root()));
        readable.add(workDir.resolve("targets"));
        readable.add(workDir.resolve("nuget"));
        readable.add(cache.tools().targets());
        config.nugetSources().stream()
                .filter(source -> !source.matches("(?i)https?:.*"))
                .map(Path::of)
                .forEach(readable::add);
        // Certificates of a company, which TLS needs inside, too.
        Stream.of("SSL_CERT_FILE", "SSL_CERT_DIR")
                .map(environment::get)
                .filter(value -> value != null && value.startsWith("/"))
                .map(Path::of)
                .filter(Files::exists)
                .forEach(readable::add);
        return open(config, new SandboxFolders(cache.packages(), readable), workDir.resolve("home"), environment);
    }

    /** Returns why builds here would get a lower level than the configuration wants; {@code scratch} is a folder that exists. */
    static Optional<String> shortfall(AgentConfig config, Path scratch) {
        SandboxFolders folders =
                new SandboxFolders(config.nugetPackages(), config.sandbox().readable());
        return open(config, folders, scratch, System.getenv()).shortfall();
    }

    private static Sandbox open(
            AgentConfig config, SandboxFolders folders, Path scratch, Map<String, String> environment) {
        EgressRules egress =
                EgressRules.of(config.nugetSources(), config.sandbox().restoreHosts());
        return config.sandbox().level() == SandboxLevel.CONTAINER
                ? Sandbox.open(config.sandbox().containers(), folders, egress, scratch, environment)
                : Sandbox.open(config.sandbox().level(), folders, egress, scratch);
    }
}
