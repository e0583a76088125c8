package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.Reuse;
import net.buildserver.agent.cache.SolutionPart;
import net.buildserver.agent.distributed.Machines;
import net.buildserver.agent.distributed.Slice;
import net.buildserver.agent.distributed.Slicer;
import net.buildserver.agent.distributed.WorkGraph;
import net.buildserver.agent.distributed.WorkItem;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectId;

/**
 * One state of a solution as a {@code Distributed} build makes it: a plan, slices on agents that have nothing in common but the
 * shared cache, and one that collects everything. Each agent has one checkout for all that it is given, as agents do; they take
 * turns, since there is one machine.
 */
final class CorpusShare {

    private static final double UNKNOWN_SECONDS = 3;
    private static final double MOST_OVERHEAD = 2;
    private static final double LEAST_OVERHEAD = 0.01;

    private final DotnetRuns dotnet;
    private final List<AgentCache> agents;
    private final Path workspace;
    private final String solution;
    private final CorpusReplay.Sources fresh;
    private final Set<ProjectId> built = new TreeSet<>();
    private final UUID run = UUID.randomUUID();
    private int slices;

    CorpusShare(
            DotnetRuns dotnet, List<AgentCache> agents, Path workspace, String solution, CorpusReplay.Sources fresh) {
        this.dotnet = dotnet;
        this.agents = agents;
        this.workspace = workspace;
        this.solution = solution;
        this.fresh = fresh;
    }

    /** Returns how the one that collects ended. */
    CachedBuildResult run(CorpusWarnings warnings) throws IOException {
        var plan = plan(0, SolutionPart.ALL, warnings);
        var graph = new WorkGraph(plan.order().stream()
                .filter(project -> plan.hit(project) != HitKind.Full)
                .map(project -> item(plan, project))
                .toList());
        var parts = graph.order().isEmpty() ? List.<Slice>of() : parts(graph);
        Optional<String> facts = plan.factsText();
        slices = parts.size();
        park(0);
        for (var i = 0; i < slices; i++) {
            var part = new SolutionPart(new HashSet<>(parts.get(i).items()), facts);
            var agent = (i + 1) % agents.size();
            finish(plan(agent, part, warnings), warnings);
            park(agent);
        }
        for (var agent = 1; agent < agents.size(); agent++) {
            FileTrees.delete(parked(agent));
        }
        return finish(plan(0, new SolutionPart(Set.of(), facts), warnings), warnings);
    }

    /** Returns what was built by any of them. */
    Set<ProjectId> built() {
        return built;
    }

    int slices() {
        return slices;
    }

    // Small projects would be given to one agent; here all agents are to have something.
    private List<Slice> parts(WorkGraph graph) {
        var named = System.getProperty("slice.seconds");
        if (named != null) {
            return Slicer.of(graph, new Machines(agents.size(), 1, Double.parseDouble(named)));
        }
        var least = Math.min(agents.size(), graph.order().size());
        var overhead = MOST_OVERHEAD;
        var parts = Slicer.of(graph, new Machines(agents.size(), 1, overhead));
        while (parts.size() < least && overhead > LEAST_OVERHEAD) {
            overhead /= 2;
            parts = Slicer.of(graph, new Machines(agents.size(), 1, overhead));
        }
        return parts;
    }

    private Path parked(int agent) {
        return workspace.resolveSibling("parked-" + run + "-" + agent);
    }

    private void park(int agent) throws IOException {
        Files.move(workspace, parked(agent));
    }

    private CachedBuild plan(int agent, SolutionPart part, CorpusWarnings warnings) throws IOException {
        if (Files.exists(parked(agent))) {
            Files.move(parked(agent), workspace);
        }
        fresh.put(Files.createDirectories(workspace));
        return dotnet.plan(agents.get(agent), workspace, solution, Reuse.ALL, part, warnings);
    }

    private CachedBuildResult finish(CachedBuild build, CorpusWarnings warnings) throws IOException {
        var result = dotnet.finish(build, workspace, warnings);
        warnings.check(result);
        result.projects().stream()
                .filter(project -> project.hit() == HitKind.Miss)
                .filter(project -> project.reasons().isEmpty())
                .forEach(project -> built.add(project.project()));
        return result;
    }

    private static WorkItem item(CachedBuild plan, ProjectId project) {
        var seconds = plan.recorded(project).map(Duration::toMillis).map(millis -> millis / 1000.0);
        return new WorkItem(
                project.name(),
                seconds.orElse(UNKNOWN_SECONDS),
                plan.facts().graph().dependencies(project).stream()
                        .map(ProjectId::name)
                        .collect(Collectors.toSet()));
    }
}
