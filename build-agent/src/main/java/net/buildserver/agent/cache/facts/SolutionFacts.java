package net.buildserver.agent.cache.facts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;

/**
 * The facts of all projects of a solution.
 *
 * @param projects projects by their identity
 * @param importDigests digests of all files outside of SDK and packages that evaluation read, by name
 */
public record SolutionFacts(Map<ProjectId, ProjectFacts> projects, Map<String, String> importDigests) {
    public SolutionFacts {
        projects = Map.copyOf(projects);
        importDigests = Map.copyOf(importDigests);
    }

    static SolutionFacts of(Collection<ProjectFacts> all, Map<String, String> importDigests) {
        Map<ProjectId, ProjectFacts> byId = new HashMap<>();
        all.forEach(facts -> byId.put(facts.id(), facts));
        return new SolutionFacts(byId, importDigests);
    }

    /** Returns the facts of {@code project}, which must be one of them. */
    public ProjectFacts of(ProjectId project) {
        return Optional.ofNullable(projects.get(project)).orElseThrow();
    }

    /** Returns the order between the projects. */
    public ProjectGraph graph() {
        Map<ProjectId, Set<ProjectId>> edges = new TreeMap<>();
        projects.forEach((id, facts) -> edges.put(
                id,
                facts.dependencies().stream()
                        .flatMap(dependency -> find(dependency).stream())
                        .filter(found -> !found.equals(id))
                        .collect(Collectors.toSet())));
        return new ProjectGraph(edges);
    }

    /** Returns the project that {@code dependency} means. */
    public Optional<ProjectId> find(DependencyFact dependency) {
        List<ProjectId> same = projects.keySet().stream()
                .filter(id -> id.path().equals(dependency.path()))
                .toList();
        return same.size() == 1
                ? Optional.of(same.getFirst())
                : same.stream()
                        .filter(id -> id.framework().equals(dependency.framework()))
                        .findFirst();
    }
}
