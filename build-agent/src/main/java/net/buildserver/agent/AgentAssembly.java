package net.buildserver.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.config.ConfigException;
import net.buildserver.agent.disk.DiskFloor;
import net.buildserver.agent.disk.DiskGuard;
import net.buildserver.agent.disk.DiskSpace;
import net.buildserver.agent.disk.KeptFolders;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.DotnetLocator;
import net.buildserver.agent.dotnet.NuGetConfig;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.Host;
import net.buildserver.agent.host.HostLoad;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.loop.AgentDaemon;
import net.buildserver.agent.loop.AgentInfo;
import net.buildserver.agent.loop.Machine;
import net.buildserver.agent.loop.WorkDir;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.agent.process.ControlGroups;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.process.Silence;
import net.buildserver.agent.sandbox.Sandbox;
import net.buildserver.agent.stage.BuildTools;
import net.buildserver.agent.stage.SdkChoice;
import net.buildserver.agent.trace.CollectorSink;
import net.buildserver.agent.trace.SpanSink;
import net.buildserver.agent.workspace.GitCheckout;
import net.buildserver.agent.workspace.GitMirrors;
import net.buildserver.agent.workspace.PackageFolder;
import net.buildserver.agent.workspace.Workspaces;
import net.buildserver.domain.build.BuildJobRules;
import net.buildserver.domain.build.RepositoryScheme;
import org.jspecify.annotations.Nullable;

/** Puts the agent together from its configuration. */
final class AgentAssembly {
    private static final List<String> TARGETS = List.of("facts.targets", "frameworks.targets");

    // What packs may take on the disk.
    private static final long CACHE_BYTES = 10L << 30;

    private AgentAssembly() {}

    static AgentDaemon daemon(
            AgentConfig config, WorkDir workDir, Map<String, String> environment, InstantSource clock, AgentLog log) {
        Optional<DotnetInstallation> dotnet = dotnet(config, environment);
        Vitals vitals = new Vitals(clock);
        HostLoad load = new HostLoad(workDir.root());
        Host host = new Host(load, dotnet, environment);
        AgentCache cache = AgentCache.open(workDir.resolve("cache"), config.nugetPackages(), CACHE_BYTES, clock);
        Sandbox sandbox = SandboxAssembly.sandbox(config, workDir, environment, dotnet, cache);
        sandbox.shortfall().ifPresent(why -> log.warn("builds run at sandbox level process: " + why));
        GitMirrors mirrors = new GitMirrors(workDir.resolve("git"), clock);
        SpanSink spans = CollectorSink.open(
                config.traces(), version(), Objects.requireNonNullElse(config.name(), host.name()), vitals, log::warn);
        BuildTools tools = tools(
                config,
                workDir,
                environment,
                dotnet,
                new Shared(cache, sandbox, mirrors, SandboxAssembly.groups(config, log), spans, clock));
        DiskGuard disk = disk(config, workDir, tools, mirrors, log);
        HealthChecks checks = new HealthChecks(host, load, config.pool(), disk, sandbox.shortfall(), vitals);
        AgentInfo info = new AgentInfo(
                version(),
                config.name(),
                host.name(),
                config.pool(),
                () -> host.capabilities(config.slots(), labels(config, sandbox)));
        dotnet.ifPresentOrElse(
                found -> log.info(".NET SDK " + found.sdks().getFirst() + " in " + found.root()),
                () -> log.warn("no .NET SDK was found; set dotnet.root or DOTNET_ROOT"));
        return new AgentDaemon(config, info, tools, new Machine(load, checks, workDir.root(), vitals), clock, log);
    }

    /** Returns the checks of this machine for an agent that does not run. */
    static HealthChecks checks(AgentConfig config, Map<String, String> environment, InstantSource clock) {
        Optional<DotnetInstallation> dotnet = dotnet(config, environment);
        Path folder = existing(config.workDir());
        HostLoad load = new HostLoad(folder);
        Host host = new Host(load, dotnet, environment);
        DiskGuard disk = new DiskGuard(floor(config), () -> DiskSpace.of(folder), List.of(), _ -> {});
        return new HealthChecks(
                host, load, config.pool(), disk, SandboxAssembly.shortfall(config, folder), new Vitals(clock));
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    // What builds ask for when they must not run at a lower level.
    private static List<String> labels(AgentConfig config, Sandbox sandbox) {
        return Stream.concat(
                        config.labels().stream(),
                        Stream.of("sandbox=" + sandbox.level().label()))
                .distinct()
                .toList();
    }

    private static DiskGuard disk(
            AgentConfig config, WorkDir workDir, BuildTools tools, GitMirrors mirrors, AgentLog log) {
        Workspaces workspaces = tools.workspaces();
        List<KeptFolders> kinds = new ArrayList<>(List.of(workspaces, workspaces.whileIdle(mirrors)));
        Path packages = tools.cache().packages();
        // A folder that the operator named may be others' as well.
        if (packages.startsWith(workDir.root())) {
            kinds.add(workspaces.whileIdle(new PackageFolder(packages)));
        }
        return new DiskGuard(floor(config), () -> DiskSpace.of(workDir.root()), kinds, log::warn);
    }

    private static DiskFloor floor(AgentConfig config) {
        return new DiskFloor((long) config.minFreeDiskGb() << 30);
    }

    /** What is opened before the tools, since others use it, too. */
    private record Shared(
            AgentCache cache,
            Sandbox sandbox,
            GitMirrors mirrors,
            ControlGroups groups,
            SpanSink spans,
            InstantSource clock) {}

    private static BuildTools tools(
            AgentConfig config,
            WorkDir workDir,
            Map<String, String> environment,
            Optional<DotnetInstallation> dotnet,
            Shared shared) {
        ProcessRunner runner = new ProcessRunner(
                new Silence(config.limits().silenceWarning(), config.limits().silence()), shared.groups());
        GitCheckout git = new GitCheckout(runner, environment, config.allowLocalRepositories(), shared.mirrors());
        String root = shared.sandbox().canonicalRoot().map(Path::toString).orElse("");
        boolean offline = !config.nugetSources().isEmpty()
                && config.nugetSources().stream().noneMatch(source -> source.matches("(?i)https?:.*"));
        return new BuildTools(
                runner,
                shared.sandbox(),
                config.sandbox().network(),
                config.limits().stage(),
                SandboxAssembly.watched(config, shared.groups()),
                new Workspaces(workDir.root(), git, root, shared.clock()),
                dotnet,
                new BuildEnvironment(environment, workDir.resolve("home"), config.nugetPackages(), offline),
                config.buildEnvironment(),
                nugetConfig(config, workDir),
                new BuildJobRules(
                        config.allowLocalRepositories() ? RepositoryScheme.NETWORK_AND_FILE : RepositoryScheme.NETWORK,
                        config.maxBuildMinutes()),
                targets(workDir.resolve("targets")),
                new SdkChoice(),
                shared.cache(),
                shared.spans());
    }

    private static Optional<DotnetInstallation> dotnet(AgentConfig config, Map<String, String> environment) {
        Path root = config.dotnetRoot();
        if (root == null) {
            return DotnetLocator.find(environment, Path.of(System.getProperty("user.home", ".")));
        }
        Optional<DotnetInstallation> found = DotnetInstallation.read(root);
        if (found.isEmpty()) {
            throw new ConfigException("dotnet.root = '" + root + "' holds no .NET SDK.");
        }
        return found;
    }

    private static @Nullable Path nugetConfig(AgentConfig config, WorkDir workDir) {
        if (config.nugetSources().isEmpty()) {
            return null;
        }
        Path file = workDir.resolve("nuget").resolve("NuGet.Config");
        NuGetConfig.write(file, config.nugetSources());
        return file;
    }

    private static Path targets(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : TARGETS) {
                try (InputStream resource = BuildEnvironment.class.getResourceAsStream(name)) {
                    if (resource == null) {
                        throw new IllegalStateException("the agent's jar lacks " + name);
                    }
                    Files.copy(resource, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return folder;
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write " + folder, cannotWrite);
        }
    }

    static String version() {
        String version = AgentAssembly.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
