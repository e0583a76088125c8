package net.buildserver.domain.cache;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which project needs which. Projects without an order between them are ordered by name, so that every run sees the same. */
public final class ProjectGraph {
    private final Map<ProjectId, Set<ProjectId>> dependencies = new TreeMap<>();
    private final Map<ProjectId, Set<ProjectId>> dependents = new TreeMap<>();
    private final List<ProjectId> order;

    /**
     * Creates a graph.
     *
     * @param edges direct dependencies of every project; names that are no keys are left out
     * @throws ProjectCycleException if projects need each other in a circle
     */
    public ProjectGraph(Map<ProjectId, ? extends Set<ProjectId>> edges) {
        edges.keySet().forEach(project -> dependents.put(project, new TreeSet<>()));
        edges.forEach((project, needed) -> {
            Set<ProjectId> known = new TreeSet<>(needed);
            known.retainAll(dependents.keySet());
            dependencies.put(project, known);
            known.forEach(
                    dependency -> dependents.getOrDefault(dependency, Set.of()).add(project));
        });
        Set<ProjectId> sorted = new LinkedHashSet<>();
        dependencies.keySet().forEach(project -> visit(project, sorted, new ArrayList<>()));
        order = List.copyOf(sorted);
    }

    /** Returns all projects, each after the ones that it depends on. */
    public List<ProjectId> order() {
        return order;
    }

    /** Returns what {@code project} depends on directly. */
    public Set<ProjectId> dependencies(ProjectId project) {
        return Set.copyOf(dependencies.getOrDefault(project, Set.of()));
    }

    /** Returns all that {@code project} depends on, directly or not, in build order. */
    public List<ProjectId> closure(ProjectId project) {
        return reachable(project, dependencies);
    }

    /** Returns all projects that depend on {@code project}, directly or not, in build order. */
    public List<ProjectId> dependents(ProjectId project) {
        return reachable(project, dependents);
    }

    private List<ProjectId> reachable(ProjectId from, Map<ProjectId, Set<ProjectId>> edges) {
        Set<ProjectId> found = new TreeSet<>();
        List<ProjectId> open = new ArrayList<>(edges.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            ProjectId next = open.removeLast();
            if (found.add(next)) {
                open.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return order.stream().filter(found::contains).toList();
    }

    private void visit(ProjectId project, Set<ProjectId> sorted, List<ProjectId> path) {
        if (sorted.contains(project)) {
            return;
        }
        if (path.contains(project)) {
            throw new ProjectCycleException(path.subList(path.indexOf(project), path.size()));
        }
        path.add(project);
        dependencies.getOrDefault(project, Set.of()).forEach(needed -> visit(needed, sorted, path));
        path.removeLast();
        sorted.add(project);
    }
}
