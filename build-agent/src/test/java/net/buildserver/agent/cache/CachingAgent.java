package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.TestSdk;
import net.buildserver.agent.cache.facts.KeptFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackLimits;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.cache.ProjectId;

/** The cache of one agent, with the real SDK behind it, whose compiler server and nodes live until the agent is closed. */
final class CachingAgent implements AutoCloseable {
    private final UUID attempt = UUID.randomUUID();
    final List<String> lines = new ArrayList<>();
    final List<String> moved = Collections.synchronizedList(new ArrayList<>());
    final List<String> commands = new ArrayList<>();
    final Map<String, String> variables = new TreeMap<>();
    final Path packs;
    private final Path folder;
    private final Path packages;
    private final TestSdk sdk;
    private final DotnetInstallation installation;
    private final BuildEnvironment environment;
    private final FileDigests digests = new FileDigests(InstantSource.system());
    private final CacheTools tools;

    CachingAgent(Path folder, Path packages, TestSdk sdk) throws IOException {
        this(folder, packages, sdk, CacheRemote.NONE);
    }

    CachingAgent(Path folder, Path packages, TestSdk sdk, CacheRemote remote) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.packages = packages;
        this.sdk = sdk;
        this.installation = DotnetInstallation.read(sdk.root()).orElseThrow();
        this.environment = new BuildEnvironment(
                System.getenv(), Files.createDirectories(packages.resolveSibling("home")), packages, true);
        this.packs = folder.resolve("store/packs");
        this.tools = new CacheTools(
                digests,
                new KeptFacts(folder.resolve("facts"), digests),
                new LocalStore(folder.resolve("store"), 1L << 30, InstantSource.system()),
                remote,
                new PackReader(PackLimits.DEFAULT),
                TargetFiles.extract(folder.resolve("targets")));
    }

    Path newestPack(ProjectId project) throws IOException {
        return tools.store().pack(tools.store().latest(project).orElseThrow().packDigest());
    }

    /** Returns the full keys of all projects, by their names. */
    Map<String, String> keys(Path root) throws IOException {
        CachedBuild build = plan(root, true);
        Map<String, String> keys = new TreeMap<>();
        build.facts()
                .projects()
                .keySet()
                .forEach(project -> keys.put(project.name(), build.key(project).orElse("none")));
        return keys;
    }

    CachedBuildResult build(Path root) throws IOException {
        return build(root, true);
    }

    CachedBuildResult build(Path root, boolean readCache) throws IOException {
        CachedBuild build = plan(root, readCache);
        if (!build.isComplete() && !build.isRestored() && !build.placeRestore()) {
            restore(root);
            build.keepRestore();
        }
        return build.finish();
    }

    private CachedBuild plan(Path root, boolean readCache) throws IOException {
        lines.clear();
        moved.clear();
        commands.clear();
        SolutionRequest solution = new SolutionRequest(
                MixedSolution.SOLUTION,
                "Debug",
                "",
                Map.of(),
                variables,
                installation.sdks().getFirst().toString(),
                "");
        CachedBuildRequest request = new CachedBuildRequest(
                solution,
                new Roots(root, root, packages, sdk.root(), true),
                Files.createTempDirectory(folder, "s"),
                (arguments, variables, out) -> dotnet(root, arguments, out),
                List.of("-p:SharedCompilationId=" + attempt.toString().replace("-", "")),
                () -> restore(root),
                "",
                lines::add,
                (projects, _) ->
                        projects.forEach(project -> moved.add(project.project().name() + " " + project.state())),
                readCache ? Reuse.ALL : Reuse.NOTHING,
                0,
                attempt.toString(),
                SolutionPart.ALL,
                InstantSource.system());
        return CachedBuild.plan(tools, request);
    }

    private void restore(Path root) {
        String solution = root.resolve(MixedSolution.SOLUTION).toString();
        String source = sdk.feed().orElseThrow().toString();
        List<String> arguments = List.of("restore", solution, "--source", source, "-p:NuGetAudit=false");
        dotnet(root, arguments, lines::add);
    }

    int dotnet(Path root, List<String> arguments, Consumer<String> out) {
        commands.add(arguments.getFirst());
        List<String> command = new ArrayList<>(List.of(installation.program().toString()));
        command.addAll(arguments);
        Map<String, String> variables = BuildEnvironment.ofTools(
                environment.of(attempt, installation, Path.of(System.getProperty("java.io.tmpdir")), this.variables));
        return new ProcessRunner()
                .run(new ProcessRequest(command, root, variables), new Cancellation(), out)
                .exitCode();
    }

    @Override
    public void close() {
        ProcessSweep.sweep(attempt.toString());
    }
}
