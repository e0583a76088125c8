package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.facts.DependencyFact;
import net.buildserver.agent.cache.facts.FactItem;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.dotnet.ProjectFacts;

/** The facts of a cached build in the form in which a build without cache gives them. */
final class CachedProjects {
    private CachedProjects() {}

    static List<ProjectFacts> of(SolutionFacts solution, Path root, Path seenRoot) {
        Map<String, Long> frameworks = solution.projects().keySet().stream()
                .collect(Collectors.groupingBy(id -> id.path(), Collectors.counting()));
        return solution.projects().values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .map(facts -> one(
                        facts,
                        root,
                        seenRoot,
                        frameworks.getOrDefault(facts.id().path(), 1L) > 1))
                .toList();
    }

    private static ProjectFacts one(
            net.buildserver.agent.cache.facts.ProjectFacts facts, Path root, Path seenRoot, boolean multiTargeted) {
        return new ProjectFacts(
                root.resolve(facts.id().path()),
                facts.id().framework(),
                multiTargeted,
                facts.property("outputType"),
                seenRoot.resolve(facts.property("target")),
                facts.property("assembly"),
                facts.isTest(),
                facts.is("web"),
                !facts.property("publishable").equalsIgnoreCase("false"),
                facts.items().stream()
                        .filter(item -> item.kind().equals("PackageReference"))
                        .map(FactItem::name)
                        .collect(Collectors.toSet()),
                facts.dependencies().stream()
                        .map(DependencyFact::path)
                        .map(root::resolve)
                        .collect(Collectors.toSet()),
                facts.items().stream()
                        .map(FactItem::name)
                        .filter(Roots::isOfRepository)
                        .map(root::resolve)
                        .collect(Collectors.toSet()),
                null);
    }
}
