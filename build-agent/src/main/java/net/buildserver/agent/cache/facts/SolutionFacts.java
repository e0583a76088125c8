package net.buildserver.agent.cache.facts;

import java.util.ArrayList;
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

/** The facts of all projects of a solution. */
public final class SolutionFacts {
    private final Map<ProjectId, ProjectFacts> projects;
    private final Map<String, String> importDigests;
    private final Map<String, List<ProjectId>> byPath;
    private final ProjectGraph graph;

    private SolutionFacts(Map<ProjectId, ProjectFacts> projects, Map<String, String> importDigests) {
        this.projects = Map.copyOf(projects);
        this.importDigests = Map.copyOf(importDigests);
        this.byPath = projects.keySet().stream().collect(Collectors.groupingBy(ProjectId::path));
        Map<ProjectId, Set<ProjectId>> edges = new TreeMap<>();
        projects.forEach((id, facts) -> edges.put(
                id,
                facts.dependencies().stream()
                        .flatMap(dependency -> find(dependency).stream())
                        .filter(found -> !found.equals(id))
                        .collect(Collectors.toSet())));
        this.graph = new ProjectGraph(edges);
    }

    static SolutionFacts of(Collection<ProjectFacts> all, Map<String, String> importDigests) {
        Map<ProjectId, ProjectFacts> byId = new HashMap<>();
        all.forEach(facts -> byId.put(facts.id(), facts));
        return new SolutionFacts(byId, importDigests);
    }

    /** Returns the projects by their identity. */
    public Map<ProjectId, ProjectFacts> projects() {
        return projects;
    }

    /** Returns the same facts with further reasons against caching, by names of projects. */
    public SolutionFacts withReasons(Map<String, String> more) {
        Map<ProjectId, ProjectFacts> all = new HashMap<>();
        projects.forEach((id, one) -> {
            String reason = more.get(id.path() + "@" + id.framework());
            List<String> reasons = new ArrayList<>(one.reasons());
            if (reason != null) {
                reasons.add(reason);
            }
            all.put(id, one.withReasons(reasons));
        });
        return new SolutionFacts(all, importDigests);
    }

    /** Returns the digests of all files outside of SDK and packages that evaluation read, by name. */
    public Map<String, String> importDigests() {
        return importDigests;
    }

    /** Returns the facts of {@code project}, which must be one of them. */
    public ProjectFacts of(ProjectId project) {
        return Optional.ofNullable(projects.get(project)).orElseThrow();
    }

    /** Returns the order between the projects. */
    public ProjectGraph graph() {
        return graph;
    }

    /** Returns whether {@code project} is evaluated once only: for one framework, one configuration and one platform. */
    boolean isOnlyOfItsPath(ProjectId project) {
        return byPath.getOrDefault(project.path(), List.of()).size() == 1;
    }

    /** Returns the libraries whose answers to the projects that reference them follow from their facts. */
    public Set<ProjectId> plainLibraries() {
        return PlainLibraries.of(this);
    }

    /** Returns the project that {@code dependency} means. */
    public Optional<ProjectId> find(DependencyFact dependency) {
        List<ProjectId> same = byPath.getOrDefault(dependency.path(), List.of());
        return same.size() == 1
                ? Optional.of(same.getFirst())
                : same.stream()
                        .filter(id -> id.framework().equals(dependency.framework()))
                        .findFirst();
    }
}
