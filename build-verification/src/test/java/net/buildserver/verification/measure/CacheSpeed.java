package net.buildserver.verification.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.domain.cache.HitKind;

/**
 * How long cached builds of a layered solution take, beside builds of the same solution by {@code dotnet} in the same run.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=CacheSpeed -Dprojects=31}
 */
final class CacheSpeed {

    private final Path folder;
    private final int projects;
    private final DotnetRuns dotnet;
    private final AgentCache cache;

    private CacheSpeed(Path folder, int projects, DotnetRuns dotnet) {
        this.folder = folder;
        this.projects = projects;
        this.dotnet = dotnet;
        this.cache = dotnet.cache("cache");
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("cs").toRealPath();
        try (var dotnet = new DotnetRuns(folder)) {
            new CacheSpeed(folder, Integer.getInteger("projects", 31), dotnet).measure();
        }
        System.out.println("The files are in " + folder);
    }

    private void measure() throws IOException {
        var one = folder.resolve("one");
        LayeredSolution.write(one, projects);
        dotnet.restore(one, LayeredSolution.SOLUTION, line -> {});
        System.out.printf("%-44s %8s  %s%n", projects + " projects", "seconds", "full / compile / built");
        var byHand = folder.resolve("hand");
        LayeredSolution.write(byHand, projects);
        print("clean: dotnet restore, dotnet build", time(() -> {
            dotnet.restore(byHand, LayeredSolution.SOLUTION, line -> {});
            dotnet.build(byHand, LayeredSolution.SOLUTION, line -> {});
        }));
        print("nothing to do: dotnet build", time(() -> dotnet.build(byHand, LayeredSolution.SOLUTION, line -> {})));
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
        fresh(one);
        LayeredSolution.changeLeafSignature(one);
        cached("cached, signature of the leaf changed", one);
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

    private void cached(String what, Path root) {
        var counts = new ArrayList<String>();
        var duration = time(() -> {
            var result = dotnet.cached(cache, root, LayeredSolution.SOLUTION, true, line -> {});
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
}
