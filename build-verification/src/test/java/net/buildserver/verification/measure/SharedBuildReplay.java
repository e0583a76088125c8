package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.buildserver.agent.distributed.Machines;
import net.buildserver.agent.distributed.Slicer;
import net.buildserver.agent.distributed.WorkGraph;
import net.buildserver.agent.distributed.WorkItem;
import tools.jackson.databind.json.JsonMapper;

/**
 * When a shared build would be done, beside what no plan can undercut: the longest chain, or the work of each agent. Replays the
 * projects of a build as {@code GET /api/v1/builds/{id}/projects} and {@code /graph} give them ({@code -Dfile= -Dgraph=}), or
 * generated ones in layers.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=SharedBuildReplay}
 */
final class SharedBuildReplay {

    private static final int[] AGENTS = {1, 2, 4, 8};
    private static final double READING = 0.06;
    private static final double[] OVERHEADS = {0, 3, 5};

    private SharedBuildReplay() {}

    public static void main(String[] args) throws IOException {
        System.out.printf(
                "%-32s %7s %9s %7s %9s %9s %6s %12s%n",
                "work", "agents", "overhead", "slices", "done (s)", "bound (s)", "ratio", "planning (s)");
        var file = System.getProperty("file");
        if (file != null) {
            replay(file, recorded(Path.of(file), Path.of(System.getProperty("graph"))));
            return;
        }
        replay("31 projects in 5 layers", layered(31, 5));
        replay("100 projects in 8 layers", layered(100, 8));
        replay("300 projects in 10 layers", layered(300, 10));
        replay("chain of 20", layered(20, 20));
        replay("31 in 3 layers, 7 to 13 s", even(31, 3));
        replay("100 in 10 layers, 7 to 13 s", even(100, 10));
    }

    private static void replay(String name, WorkGraph graph) {
        for (var overhead : OVERHEADS) {
            for (var agents : AGENTS) {
                var machines = new Machines(agents, 1, overhead, overhead == 0 ? 0 : READING);
                var started = System.nanoTime();
                var slices = Slicer.of(graph, machines);
                var planning = (System.nanoTime() - started) / 1e9;
                var done = machines.makespan(slices);
                var bound = Math.max(graph.criticalPath(), graph.total() / agents);
                System.out.printf(
                        "%-32s %7d %9.0f %7d %9.1f %9.1f %6.2f %12.2f%n",
                        name, agents, overhead, slices.size(), done, bound, done / bound, planning);
            }
        }
    }

    private static WorkGraph recorded(Path file, Path graph) throws IOException {
        var needs = new HashMap<String, Set<String>>();
        for (var node : JsonMapper.shared().readTree(Files.readString(graph)).path("nodes")) {
            var names = new HashSet<String>();
            node.path("dependencies").forEach(one -> names.add(one.asString()));
            needs.put(node.path("name").asString(), names);
        }
        var items = new ArrayList<WorkItem>();
        for (var project : JsonMapper.shared().readTree(Files.readString(file)).path("items")) {
            var seconds = Math.max(
                    Duration.parse(project.path("duration").asString("PT0S")).toMillis() / 1000.0,
                    project.path("secondsSaved").asDouble());
            var name = project.path("project").asString() + "@"
                    + project.path("targetFramework").asString();
            items.add(new WorkItem(name, seconds, needs.getOrDefault(name, Set.of())));
        }
        return withReads(items);
    }

    /** The projects of {@link DistributedSpeed}. */
    private static WorkGraph even(int projects, int layers) {
        var random = new Random(3);
        var items = new ArrayList<WorkItem>();
        var perLayer = projects / layers;
        for (var number = 0; number < projects; number++) {
            var layer = Math.min(number / perLayer, layers - 1);
            var needs = new HashSet<String>();
            for (var n = 0; n < 2 && layer > 0; n++) {
                needs.add("p" + ((layer - 1) * perLayer + random.nextInt(perLayer)));
            }
            items.add(new WorkItem("p" + number, 7 + random.nextDouble() * 6, needs));
        }
        return withReads(items);
    }

    private static WorkGraph layered(int projects, int layers) {
        var random = new Random(projects);
        var items = new ArrayList<WorkItem>();
        for (var i = 0; i < projects; i++) {
            var layer = i * layers / projects;
            var needs = new HashSet<String>();
            var below = new ArrayList<Integer>();
            for (var j = 0; j < i; j++) {
                if (j * layers / projects == layer - 1) {
                    below.add(j);
                }
            }
            for (var n = 0; n < 3 && !below.isEmpty(); n++) {
                needs.add("p" + below.get(random.nextInt(below.size())));
            }
            // Most projects are small, a few are not.
            items.add(new WorkItem("p" + i, 1 + Math.exp(random.nextGaussian()) * 2, needs));
        }
        return withReads(items);
    }

    private static WorkGraph withReads(List<WorkItem> items) {
        var graph = new WorkGraph(items);
        var numbered = graph.order();
        return new WorkGraph(items.stream()
                .map(item -> {
                    var reads = new BitSet();
                    graph.closure(List.of(item.name())).forEach(name -> reads.set(numbered.indexOf(name)));
                    return new WorkItem(item.name(), item.seconds(), false, item.needs(), reads);
                })
                .toList());
    }
}
