package net.buildserver.verification.measure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.Reuse;
import net.buildserver.agent.cache.SolutionPart;

/**
 * How long a warm agent takes to know the keys of a large solution, with {@code -Dbuild=true} also what it takes to put all of it
 * in place, and how much heap that needs beside many packs; {@code -Xmx96m} is the heap of an agent. With {@code -Dreal=2048} the packs of
 * the solution itself hold so many MiB, which are packed, read and put in place.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=KeySpeed -Dprojects=300}
 */
final class KeySpeed {

    private static final int ROUNDS = 5;
    private static final int MEBI = 1 << 20;
    private static final long CACHE_BYTES = 8L << 30;
    private static final int PACK_BYTES = 7 * MEBI;

    private KeySpeed() {}

    public static void main(String[] args) throws IOException {
        var projects = Integer.getInteger("projects", 300);
        var folder = Files.createTempDirectory("ks").toRealPath();
        System.out.printf(
                "%d projects, heap of at most %d MiB, %s%n",
                projects, Runtime.getRuntime().maxMemory() / MEBI, MachineLoad.now());
        try (var dotnet = new DotnetRuns(folder)) {
            var cache = dotnet.cache("cache", CACHE_BYTES);
            otherPacks(folder.resolve("cache/store/packs"), Integer.getInteger("gigabytes", 2));
            var root = folder.resolve("one");
            write(root, projects);
            var started = System.nanoTime();
            plan(dotnet, cache, root, Reuse.NOTHING);
            print("restore, facts and keys, nothing known", started);
            for (var round = 0; round < ROUNDS; round++) {
                started = System.nanoTime();
                var build = plan(dotnet, cache, root, Reuse.NOTHING);
                print("keys of all " + build.order().size() + " projects", started);
            }
            started = System.nanoTime();
            cache.tools().store().trim();
            print("looking through the packs for some to give up", started);
            if (Boolean.getBoolean("build")) {
                everything(dotnet, cache, folder, projects);
            }
        }
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.printf(
                "heap in use at the end %d MiB, never more than %d MiB%n", heap.getUsed() / MEBI, heap.getMax() / MEBI);
        System.out.println(MachineLoad.now() + "; the files are in " + folder);
    }

    private static void everything(DotnetRuns dotnet, AgentCache cache, Path folder, int projects) throws IOException {
        var root = folder.resolve("one");
        var started = System.nanoTime();
        dotnet.cached(cache, root, LayeredSolution.SOLUTION, true, line -> {});
        print("build, nothing known", started);
        for (var round = 0; round < 2; round++) {
            Files.move(root, folder.resolve("gone-" + UUID.randomUUID()));
            write(root, projects);
            started = System.nanoTime();
            var complete = plan(dotnet, cache, root, Reuse.ALL).isComplete();
            print("keys, and everything put in place: " + complete, started);
        }
    }

    private static void write(Path root, int projects) throws IOException {
        LayeredSolution.write(root, projects);
        var real = Integer.getInteger("real", 0);
        if (real > 0) {
            LayeredSolution.addResources(root, projects, real);
        }
    }

    private static CachedBuild plan(DotnetRuns dotnet, AgentCache cache, Path root, Reuse reuse) {
        return dotnet.plan(cache, root, LayeredSolution.SOLUTION, reuse, SolutionPart.ALL, line -> {});
    }

    /** Packs of other builds: what they hold is never read, but they are looked through when the cache is trimmed. */
    private static void otherPacks(Path packs, int gigabytes) throws IOException {
        Files.createDirectories(packs);
        for (long bytes = 0; bytes < (long) gigabytes << 30; bytes += PACK_BYTES) {
            var name = UUID.randomUUID().toString().replace("-", "");
            try (var pack =
                    new RandomAccessFile(packs.resolve(name + name + ".tar.zst").toFile(), "rw")) {
                pack.setLength(PACK_BYTES);
            }
        }
    }

    private static void print(String what, long started) {
        System.out.printf("%-60s %8.2f s%n", what, (System.nanoTime() - started) / 1e9);
    }
}
