package net.buildserver.agent.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;

/**
 * What a build wants of a solution: everything, or some projects with all that they depend on.
 *
 * @param names projects by {@link ProjectId#name()}; none for all
 * @param facts facts that another agent found for the same commit, as {@link CachedBuild#factsText()} gave them
 */
public record SolutionPart(Set<String> names, Optional<String> facts) {
    /** The whole solution, of which nothing is known. */
    public static final SolutionPart ALL = new SolutionPart(Set.of(), Optional.empty());

    public SolutionPart {
        names = Set.copyOf(names);
    }

    /** Returns what is wanted in build order. */
    List<ProjectId> order(ProjectGraph graph) {
        if (names.isEmpty()) {
            return graph.order();
        }
        Set<ProjectId> wanted = new LinkedHashSet<>();
        for (ProjectId project : graph.order()) {
            if (names.contains(project.name())) {
                wanted.add(project);
                wanted.addAll(graph.closure(project));
            }
        }
        return graph.order().stream().filter(wanted::contains).toList();
    }
}
