package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import net.buildserver.agent.signal.Cancellation;

/** The cache of one agent, with the real SDK behind it. */
final class CachingAgent {
    final List<String> lines = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
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

    CachedBuildResult build(Path root) throws IOException {
        return build(root, MixedSolution.SOLUTION, true);
    }

    CachedBuildResult build(Path root, String solution, boolean readCache) throws IOException {
        lines.clear();
        commands.clear();
        Path scratch = Files.createTempDirectory(folder, "s");
        UUID attempt = UUID.randomUUID();
        Roots roots = new Roots(root, root, packages, sdk.root(), true);
        SolutionRequest request = new SolutionRequest(
                solution,
                "Debug",
                "",
                Map.of(),
                Map.of(),
                installation.sdks().getFirst().toString());
        Runnable restore = () -> dotnet(
                root,
                attempt,
                List.of(
                        "restore",
                        root.resolve(solution).toString(),
                        "--source",
                        sdk.feed().orElseThrow().toString(),
                        "-p:NuGetAudit=false"),
                lines::add);
        CachedBuild build = CachedBuild.plan(
                tools,
                new CachedBuildRequest(
                        request,
                        roots,
                        scratch,
                        (arguments, variables, out) -> dotnet(root, attempt, arguments, out),
                        List.of("-p:SharedCompilationId=" + attempt.toString().replace("-", "")),
                        restore,
                        lines::add,
                        readCache,
                        attempt.toString()));
        if (!build.isComplete() && !build.isRestored()) {
            restore.run();
        }
        return build.finish();
    }

    int dotnet(Path root, UUID attempt, List<String> arguments, Consumer<String> out) {
        commands.add(arguments.getFirst());
        List<String> command = new ArrayList<>(List.of(installation.program().toString()));
        command.addAll(arguments);
        Map<String, String> variables = new HashMap<>(
                environment.of(attempt, installation, Path.of(System.getProperty("java.io.tmpdir")), Map.of()));
        return new ProcessRunner()
                .run(new ProcessRequest(command, root, variables), new Cancellation(), out)
                .exitCode();
    }
}
