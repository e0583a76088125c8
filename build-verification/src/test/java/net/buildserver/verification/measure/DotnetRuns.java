package net.buildserver.verification.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildRequest;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.Reuse;
import net.buildserver.agent.cache.SolutionPart;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.DotnetLocator;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.signal.Cancellation;

/** Runs {@code dotnet}, and the agent's cached builds, in folders of a measurement. */
final class DotnetRuns implements AutoCloseable {

    private static final String FEED = "BUILD_SERVER_TEST_NUGET_FEED";

    private final Map<String, String> properties;
    private final Path folder;
    private final Path packages;
    private final DotnetInstallation dotnet;
    private final BuildEnvironment environment;
    private final UUID attempt = UUID.randomUUID();

    DotnetRuns(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /**
     * Creates the runs.
     *
     * @param properties MSBuild properties of every build
     */
    DotnetRuns(Path folder, Map<String, String> properties) throws IOException {
        this.properties = properties;
        this.folder = folder.toRealPath();
        this.dotnet = find().orElseThrow(() -> new IOException("no .NET SDK was found; set DOTNET_ROOT"));
        this.packages = Files.createDirectories(this.folder.resolve("packages"));
        this.environment = new BuildEnvironment(
                System.getenv(), Files.createDirectories(this.folder.resolve("home")), packages, true);
    }

    /** Finds the SDK for tests, or else any. */
    static Optional<DotnetInstallation> find() {
        var named = System.getenv("BUILD_SERVER_TEST_DOTNET_ROOT");
        return named == null
                ? DotnetLocator.find(System.getenv(), Path.of(System.getProperty("user.home")))
                : DotnetInstallation.read(Path.of(named));
    }

    /** Returns the folder of packages that a measurement may use, an empty one where none is named. */
    String feed() {
        var named = System.getenv(FEED);
        return named == null ? folder.toString() : named;
    }

    /** Opens an empty cache. */
    AgentCache cache(String name) {
        return cache(name, 1L << 30);
    }

    /** Opens an empty cache whose packs may take so many bytes. */
    AgentCache cache(String name, long limitBytes) {
        return AgentCache.open(folder.resolve(name), packages, limitBytes, InstantSource.system());
    }

    CachedBuildResult cached(AgentCache cache, Path root, String solution, boolean readCache, Consumer<String> lines) {
        var reuse = readCache ? Reuse.ALL : Reuse.NOTHING;
        return finish(plan(cache, root, solution, reuse, SolutionPart.ALL, lines), root, lines);
    }

    /** Finds out what an agent with this cache has to build of a part of a solution, and puts the rest in place. */
    CachedBuild plan(
            AgentCache cache, Path root, String solution, Reuse reuse, SolutionPart part, Consumer<String> lines) {
        return CachedBuild.plan(cache.tools(), request(root, solution, reuse, part, lines));
    }

    /** Restores and builds what {@code build} found to be built. */
    CachedBuildResult finish(CachedBuild build, Path root, Consumer<String> lines) {
        if (!build.isComplete() && !build.isRestored() && !build.placeRestore()) {
            restore(root, build.restoreTarget(), lines);
            if (build.isWhole()) {
                build.keepRestore();
            }
        }
        return build.finish();
    }

    void restore(Path root, String solution, Consumer<String> lines) {
        var file = root.resolve(solution).toString();
        require(root, with(List.of("restore", file, "--source", feed(), "-p:NuGetAudit=false"), properties), lines);
    }

    void build(Path root, String solution, Consumer<String> lines) {
        var file = root.resolve(solution).toString();
        require(root, with(List.of("build", file, "-p:NuGetAudit=false", compilerServer()), properties), lines);
    }

    private static List<String> with(List<String> arguments, Map<String, String> properties) {
        var all = new ArrayList<>(arguments);
        properties.forEach((name, value) -> all.add(SolutionRequest.property(name, value)));
        return all;
    }

    void require(Path root, List<String> arguments, Consumer<String> lines) {
        var said = new ArrayList<String>();
        var exit = run(root, arguments, line -> {
            said.add(line);
            lines.accept(line);
        });
        if (exit != 0) {
            var problem = "dotnet %s failed:%n%s".formatted(arguments.getFirst(), String.join("\n", said));
            throw new UncheckedIOException(new IOException(problem));
        }
    }

    /** Runs {@code dotnet} and returns its exit code. */
    int run(Path root, List<String> arguments, Consumer<String> lines) {
        var command = new ArrayList<>(List.of(dotnet.program().toString()));
        command.addAll(arguments);
        var variables = environment.of(attempt, dotnet, Path.of(System.getProperty("java.io.tmpdir")), Map.of());
        return new ProcessRunner()
                .run(new ProcessRequest(command, root, variables), new Cancellation(), lines)
                .exitCode();
    }

    private CachedBuildRequest request(
            Path root, String solution, Reuse reuse, SolutionPart part, Consumer<String> lines) {
        try {
            return new CachedBuildRequest(
                    new SolutionRequest(
                            solution,
                            "Debug",
                            "",
                            properties,
                            Map.of(),
                            dotnet.sdks().getFirst().toString(),
                            ""),
                    new Roots(root, root, packages.toRealPath(), dotnet.root(), true),
                    Files.createTempDirectory(folder, "s"),
                    (arguments, variables, out) -> run(root, arguments, out),
                    List.of(compilerServer()),
                    () -> restore(root, solution, lines),
                    "",
                    lines,
                    (_, _) -> {},
                    reuse,
                    0,
                    "measurement",
                    part,
                    InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String compilerServer() {
        return "-p:SharedCompilationId=" + attempt.toString().replace("-", "");
    }

    @Override
    public void close() {
        ProcessSweep.sweep(attempt.toString());
    }
}
