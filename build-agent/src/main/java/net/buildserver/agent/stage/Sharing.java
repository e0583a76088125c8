package net.buildserver.agent.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.distributed.Machines;
import net.buildserver.agent.distributed.Slice;
import net.buildserver.agent.distributed.Slicer;
import net.buildserver.agent.distributed.TestShards;
import net.buildserver.agent.distributed.TestShare;
import net.buildserver.agent.distributed.WorkGraph;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.plan.DistributedStrategy;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.stage.StageNames;

/** The tasks among which a build is shared: slices of what must be built, shards of the tests, and one that collects. */
final class Sharing {
    private final BuildContext context;
    private final CachedBuild build;
    private final WorkGraph graph;
    private final List<Slice> slices;
    private final List<List<TestShare>> shards;
    private final double alone;
    private final Machines machines;

    Sharing(BuildContext context, CachedBuild build, Machines machines) {
        this.context = context;
        this.build = build;
        this.machines = machines;
        SharedWork work = new SharedWork(context, build);
        this.graph = new WorkGraph(work.items());
        this.slices = graph.order().isEmpty() ? List.of() : Slicer.of(graph, machines);
        this.shards = context.job().runTests()
                ? TestShards.of(work.tests(), machines.agents(), machines.overhead())
                : List.of();
        this.alone = machines.seconds(graph, graph.order());
    }

    /** The task that does everything. */
    static AddedTask whole() {
        return new AddedTask("build", DistributedStrategy.WHOLE, List.of(), false, Map.of(), null);
    }

    private boolean isShared() {
        return slices.size() > 1 || shards.size() > 1;
    }

    /** Returns the tasks; one that does everything where sharing is not worth it. */
    List<AddedTask> tasks() {
        if (!isShared()) {
            return List.of(whole());
        }
        List<AddedTask> tasks = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            List<String> reports = slice.items().stream().filter(told::add).toList();
            tasks.add(new AddedTask(
                    sliceName(i),
                    DistributedStrategy.SLICE,
                    slice.needs().stream().sorted().map(Sharing::sliceName).toList(),
                    false,
                    Map.of(TaskScope.PROJECTS, slice.items(), TaskScope.REPORTS, reports),
                    Duration.ofMillis((long) (slice.seconds() * 1000))));
        }
        for (int i = 0; i < shards.size(); i++) {
            tasks.add(shard("tests " + (i + 1), shards.get(i)));
        }
        List<String> all = tasks.stream().map(AddedTask::name).toList();
        tasks.add(new AddedTask(
                "finish", DistributedStrategy.FINISH, all, false, Map.of(TaskScope.TOLD, List.copyOf(told)), null));
        return tasks;
    }

    private AddedTask shard(String name, List<TestShare> shares) {
        Set<String> paths = shares.stream().map(TestShare::project).collect(Collectors.toSet());
        List<String> projects = build.order().stream()
                .filter(project -> paths.contains(project.path()))
                .map(ProjectId::name)
                .toList();
        List<Map<String, Object>> tests = new ArrayList<>();
        for (TestShare share : shares) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("project", share.project());
            fields.put("classes", share.classes());
            fields.put("others", share.others());
            tests.add(fields);
        }
        return new AddedTask(
                name,
                DistributedStrategy.TESTS,
                builtBy(projects),
                false,
                Map.of(TaskScope.PROJECTS, projects, TaskScope.REPORTS, List.of(), TaskScope.TESTS, tests),
                null);
    }

    /** The slices that build what these projects need. */
    private List<String> builtBy(List<String> projects) {
        Set<String> needed = new LinkedHashSet<>(
                graph.closure(projects.stream().filter(graph.order()::contains).toList()));
        // What is in place needs nothing itself, but what it copies may have to be built.
        for (ProjectId project : build.order()) {
            if (projects.contains(project.name())) {
                build.facts().graph().closure(project).forEach(one -> needed.add(one.name()));
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            if (new HashSet<>(slices.get(i).items()).stream().anyMatch(needed::contains)) {
                names.add(sliceName(i));
            }
        }
        return names;
    }

    private static String sliceName(int index) {
        return "slice " + (index + 1);
    }

    /** Returns what goes to whom, for the log. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        if (!isShared()) {
            return lines;
        }
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            String after = slice.needs().isEmpty()
                    ? ""
                    : ", after "
                            + slice.needs().stream()
                                    .sorted()
                                    .map(Sharing::sliceName)
                                    .collect(Collectors.joining(", "));
            lines.add(sliceName(i) + " (about " + Math.round(slice.seconds()) + " s" + after + "): "
                    + String.join(", ", slice.items()));
        }
        for (int i = 0; i < shards.size(); i++) {
            lines.add("tests " + (i + 1) + ": "
                    + shards.get(i).stream().map(Sharing::describe).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String describe(TestShare share) {
        if (share.classes().isEmpty()) {
            return share.project();
        }
        return share.project() + (share.others() ? " but " : " only ")
                + share.classes().size() + " classes";
    }

    /** Returns what was decided, in one line. */
    String summary() {
        String what = graph.order().size() + " of " + build.order().size() + " projects must be built";
        if (!isShared()) {
            return what + "; one agent does it, since sharing would not be faster";
        }
        String tests =
                context.plans(StageNames.TEST) || !shards.isEmpty() ? ", " + shards.size() + " shards of tests" : "";
        return what + ": " + slices.size() + " slices" + tests + " for " + machines.agents() + " agents, about "
                + Math.round(machines.makespan(slices)) + " s instead of " + Math.round(alone)
                + " s";
    }
}
