package net.buildserver.verification.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildRequest;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.DotnetLocator;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.cache.HitKind;

/**
 * How long cached builds of a layered solution take, beside builds of the same solution by {@code dotnet} in the same run.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=CacheSpeed -Dprojects=31}
 */
final class CacheSpeed {

    private final Path folder;
    private final int projects;
    private final DotnetInstallation dotnet;
    private final BuildEnvironment environment;
    private final AgentCache cache;
    private final UUID attempt = UUID.randomUUID();

    private CacheSpeed(Path folder, int projects) throws IOException {
        this.folder = folder.toRealPath();
        this.projects = projects;
        this.dotnet = DotnetLocator.find(System.getenv(), Path.of(System.getProperty("user.home")))
                .orElseThrow(() -> new IOException("no .NET SDK was found; set DOTNET_ROOT"));
        var packages = Files.createDirectories(this.folder.resolve("packages"));
        this.environment = new BuildEnvironment(
                System.getenv(), Files.createDirectories(this.folder.resolve("home")), packages, true);
        this.cache = AgentCache.open(this.folder.resolve("cache"), packages, 1L << 30, InstantSource.system());
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("cs");
        var speed = new CacheSpeed(folder, Integer.getInteger("projects", 31));
        try {
            speed.measure();
        } finally {
            ProcessSweep.sweep(speed.attempt.toString());
        }
        System.out.println("The files are in " + folder);
    }

    private void measure() throws IOException {
        var one = folder.resolve("one");
        LayeredSolution.write(one, projects);
        dotnet(one, restore(one));
        System.out.printf("%-44s %8s  %s%n", projects + " projects", "seconds", "full / compile / built");
        var byHand = folder.resolve("hand");
        LayeredSolution.write(byHand, projects);
        print("clean: dotnet restore, dotnet build", time(() -> {
            dotnet(byHand, restore(byHand));
            dotnet(byHand, build(byHand));
        }));
        print("nothing to do: dotnet build", time(() -> dotnet(byHand, build(byHand))));
        fresh(one);
        cached("cached, nothing known", one);
        fresh(one);
        cached("cached, all known", one);
        fresh(one);
        cached("cached, all known, again", one);
        fresh(one);
        LayeredSolution.changeLeafBody(one);
        cached("cached, body of a leaf changed", one);
        fresh(one);
        LayeredSolution.changeLeafBody(one);
        cached("cached, that change known", one);
        var other = folder.resolve("another/root");
        LayeredSolution.write(other, projects);
        cached("cached, all known, another root", other);
    }

    private void fresh(Path root) throws IOException {
        if (Files.exists(root)) {
            Files.move(root, folder.resolve("gone-" + UUID.randomUUID()));
        }
        LayeredSolution.write(root, projects);
    }

    private void cached(String what, Path root) throws IOException {
        var counts = new ArrayList<String>();
        var scratch = Files.createTempDirectory(folder, "s");
        var solution = new SolutionRequest(
                LayeredSolution.SOLUTION,
                "Debug",
                "",
                Map.of(),
                Map.of(),
                dotnet.sdks().getFirst().toString());
        var request = new CachedBuildRequest(
                solution,
                new Roots(root, root, cache.packages(), dotnet.root(), true),
                scratch,
                (arguments, variables, lines) -> run(root, arguments),
                List.of("-p:SharedCompilationId=" + attempt),
                () -> dotnet(root, restore(root)),
                "",
                line -> {},
                true,
                what);
        var duration = time(() -> {
            var build = CachedBuild.plan(cache.tools(), request);
            if (!build.isComplete() && !build.isRestored() && !build.placeRestore()) {
                dotnet(root, restore(root));
                build.keepRestore();
            }
            var result = build.finish();
            if (result.exitCode() != 0) {
                throw new UncheckedIOException(new IOException("the build failed"));
            }
            for (var kind : HitKind.values()) {
                counts.add(String.valueOf(result.count(kind)));
            }
        });
        System.out.printf("%-44s %8.2f  %s%n", what, duration.toMillis() / 1000.0, String.join(" / ", counts));
    }

    private static void print(String what, Duration duration) {
        System.out.printf("%-44s %8.2f%n", what, duration.toMillis() / 1000.0);
    }

    private static Duration time(Runnable work) {
        var started = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private List<String> restore(Path root) {
        return List.of(
                "restore",
                root.resolve(LayeredSolution.SOLUTION).toString(),
                "--source",
                folder.toString(),
                "-p:NuGetAudit=false");
    }

    private List<String> build(Path root) {
        return List.of(
                "build",
                root.resolve(LayeredSolution.SOLUTION).toString(),
                "-p:NuGetAudit=false",
                "-p:SharedCompilationId=" + attempt);
    }

    private void dotnet(Path root, List<String> arguments) {
        if (run(root, arguments) != 0) {
            throw new UncheckedIOException(new IOException("dotnet " + arguments.getFirst() + " failed"));
        }
    }

    private int run(Path root, List<String> arguments) {
        var command = new ArrayList<>(List.of(dotnet.program().toString()));
        command.addAll(arguments);
        var variables = environment.of(attempt, dotnet, Path.of(System.getProperty("java.io.tmpdir")), Map.of());
        return new ProcessRunner()
                .run(new ProcessRequest(command, root, variables), new Cancellation(), line -> {})
                .exitCode();
    }
}
