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
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.loop.WorkDir;
import net.buildserver.agent.sandbox.EgressRules;
import net.buildserver.agent.sandbox.Sandbox;
import net.buildserver.agent.sandbox.SandboxFolders;

/** Puts the sandbox together from the agent's configuration: what every build may read, and what a restore may reach. */
final class SandboxAssembly {
    private SandboxAssembly() {}

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
        return Sandbox.open(
                config.sandbox().level(),
                new SandboxFolders(cache.packages(), readable),
                EgressRules.of(config.nugetSources(), config.sandbox().restoreHosts()),
                workDir.resolve("home"));
    }

    /** Returns why builds here would get a lower level than the configuration wants; {@code scratch} is a folder that exists. */
    static Optional<String> shortfall(AgentConfig config, Path scratch) {
        return Sandbox.open(
                        config.sandbox().level(),
                        new SandboxFolders(
                                config.nugetPackages(), config.sandbox().readable()),
                        EgressRules.of(config.nugetSources(), config.sandbox().restoreHosts()),
                        scratch)
                .shortfall();
    }
}
