package net.buildserver.verification.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.domain.cache.HitKind;

/**
 * How long cached builds of a layered solution take, beside builds of the same solution by {@code dotnet} in the same run. Every
 * round does everything once, so that the rows of one round are pairs; the ratios are those of the medians.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=CacheSpeed -Dprojects=31 -Drounds=3}
 */
final class CacheSpeed {

    private static final String CLEAN = "clean: dotnet restore, dotnet build";
    private static final String NO_OP = "nothing to do: dotnet build";

    private final Path folder;
    private final int projects;
    private final DotnetRuns dotnet;
    private final Map<String, List<Duration>> times = new LinkedHashMap<>();
    private final Map<String, String> counts = new LinkedHashMap<>();

    private CacheSpeed(Path folder, int projects, DotnetRuns dotnet) {
        this.folder = folder;
        this.projects = projects;
        this.dotnet = dotnet;
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("cs").toRealPath();
        var rounds = Integer.getInteger("rounds", 3);
        try (var dotnet = new DotnetRuns(folder)) {
            var speed = new CacheSpeed(folder, Integer.getInteger("projects", 31), dotnet);
            System.out.printf("%d projects, %d rounds, %s%n", speed.projects, rounds, MachineLoad.now());
            speed.warmUp();
            for (var round = 0; round < rounds; round++) {
                speed.round(folder.resolve("round" + round));
            }
            speed.print();
        }
        System.out.println(MachineLoad.now() + "; the files are in " + folder);
    }

    /** MSBuild's nodes, the compiler server and this JVM are no colder in the first round than in the others. */
    private void warmUp() throws IOException {
        var small = folder.resolve("small");
        LayeredSolution.write(small, 6);
        dotnet.cached(dotnet.cache("small-cache"), small, LayeredSolution.SOLUTION, true, line -> {});
    }

    private void round(Path round) throws IOException {
        var hand = round.resolve("hand");
        LayeredSolution.write(hand, projects);
        time(CLEAN, () -> {
            dotnet.restore(hand, LayeredSolution.SOLUTION, line -> {});
            dotnet.build(hand, LayeredSolution.SOLUTION, line -> {});
        });
        time(NO_OP, () -> dotnet.build(hand, LayeredSolution.SOLUTION, line -> {}));

        var shared = new FolderCache(round.resolve("shared"));
        var cache = dotnet.cache(round.getFileName() + "-cache").partition("speed", shared);
        var one = round.resolve("one");
        cached("cached, nothing known: 0 % hits", cache, one, root -> {});
        cached("cached, all known: 100 % hits", cache, one, root -> {});
        cached("cached, all known, another root", cache, round.resolve("another/root"), root -> {});
        cached(
                "cached, all known, another agent",
                dotnet.cache(round.getFileName() + "-other").partition("speed", shared),
                one,
                root -> {});
        cached(
                "cached, top half changed: 50 % hits",
                cache, one, root -> LayeredSolution.changeTop(root, projects, 50));
        cached(
                "cached, top fifth changed: 80 % hits",
                cache, one, root -> LayeredSolution.changeTop(root, projects, 20));
        cached("cached, body of a leaf changed", cache, one, LayeredSolution::changeLeafBody);
        cached("cached, signature of a leaf changed", cache, one, LayeredSolution::changeLeafSignature);
    }

    private void cached(String what, AgentCache cache, Path root, CorpusReplay.Sources change) throws IOException {
        if (Files.exists(root)) {
            Files.move(root, folder.resolve("gone-" + UUID.randomUUID()));
        }
        LayeredSolution.write(root, projects);
        change.put(root);
        var results = new ArrayList<CachedBuildResult>();
        time(what, () -> results.add(dotnet.cached(cache, root, LayeredSolution.SOLUTION, true, line -> {})));
        var result = results.getFirst();
        if (result.exitCode() != 0) {
            throw new UncheckedIOException(new IOException("the build failed: " + what));
        }
        counts.put(
                what,
                "%d / %d / %d"
                        .formatted(
                                result.count(HitKind.Full), result.count(HitKind.Compile), result.count(HitKind.Miss)));
    }

    private void print() {
        System.out.printf(
                "%-40s %8s %17s %8s %8s  %s%n",
                "", "median s", "least to most", "of clean", "of no-op", "full / compile / built");
        times.forEach((what, durations) -> {
            var sorted = durations.stream().sorted().toList();
            System.out.printf(
                    "%-40s %8.2f %8.2f %8.2f %8.3f %8.3f  %s%n",
                    what,
                    median(what),
                    seconds(sorted.getFirst()),
                    seconds(sorted.getLast()),
                    median(what) / median(CLEAN),
                    median(what) / median(NO_OP),
                    counts.getOrDefault(what, ""));
        });
    }

    private double median(String what) {
        var sorted = times.getOrDefault(what, List.of()).stream().sorted().toList();
        return seconds(sorted.get(sorted.size() / 2));
    }

    private void time(String what, Runnable work) {
        var started = System.nanoTime();
        work.run();
        times.computeIfAbsent(what, name -> new ArrayList<>()).add(Duration.ofNanos(System.nanoTime() - started));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
