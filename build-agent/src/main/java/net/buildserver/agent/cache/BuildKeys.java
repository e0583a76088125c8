package net.buildserver.agent.cache;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.buildserver.agent.cache.derived.Derivation;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.keys.ProjectKeys;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;

/** The keys of one build and which of them may be used. */
final class BuildKeys {
    private final SolutionFacts facts;
    private final ProjectGraph graph;
    private final ProjectKeys keys;
    private final Map<ProjectId, KeyDocument> full;
    private final Set<ProjectId> unsafe = new TreeSet<>();
    private final List<ProjectId> order;

    BuildKeys(SolutionFacts facts, ProjectKeys keys, SolutionPart part) throws IOException {
        this.facts = facts;
        this.graph = facts.graph();
        this.order = part.order(graph);
        this.keys = keys;
        this.full = keys.full(order);
        for (ProjectId project : graph.order()) {
            if (!facts.of(project).reasons().isEmpty()) {
                unsafe.add(project);
                unsafe.addAll(graph.dependents(project));
            }
        }
    }

    List<ProjectId> order() {
        return order;
    }

    KeyDocument full(ProjectId project) {
        return Optional.ofNullable(full.get(project)).orElseThrow();
    }

    /** Returns whether the full key says all that the project's outputs depend on. */
    boolean isFullSafe(ProjectId project) {
        return !unsafe.contains(project);
    }

    /** Returns whether what the compiler writes can be cached, even if a dependency cannot. */
    boolean isCompileSafe(ProjectId project) {
        return facts.of(project).reasons().isEmpty();
    }

    /** Returns whether what the compiler wrote may be used without building the rest of the project anew. */
    boolean isCompilerReusable(ProjectId project) {
        return isCompileSafe(project) && !facts.of(project).isRewritten();
    }

    /** Returns who says what the outputs of these projects depend on. */
    Derivation derivation() {
        return new Derivation(facts, keys, full);
    }

    /** Returns the libraries whose answers to the projects that reference them follow from their facts. */
    Set<ProjectId> plainLibraries() {
        return facts.plainLibraries();
    }

    ProjectGraph graph() {
        return graph;
    }

    ProjectFacts facts(ProjectId project) {
        return facts.of(project);
    }

    /** Returns why the full key of {@code project} is not used. */
    List<String> reasons(ProjectId project) {
        List<String> own = facts.of(project).reasons();
        if (!own.isEmpty() || isFullSafe(project)) {
            return own;
        }
        return graph.closure(project).stream()
                .filter(dependency -> !facts.of(dependency).reasons().isEmpty())
                .map(dependency -> "it depends on " + dependency.name() + ", which cannot be cached")
                .toList();
    }

    Optional<KeyDocument> compile(ProjectId project, Map<ProjectId, String> references) throws IOException {
        Map<ProjectId, KeyDocument> certain = new HashMap<>(full);
        certain.keySet().removeAll(unsafe);
        return keys.compile(project, new HashMap<>(references), certain);
    }
}
