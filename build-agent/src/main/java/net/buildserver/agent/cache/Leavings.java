package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.buildserver.agent.cache.facts.FactItem;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.cache.ProjectId;

/**
 * What earlier builds left in the folders of projects. MSBuild's own idea of what is up to date misses changed properties and
 * never deletes outputs whose sources are gone, so nothing stays that is not known to be right.
 */
final class Leavings {
    private final BuildKeys keys;
    private final Roots roots;
    private final Map<ProjectId, String> outputs = new HashMap<>();
    private final TreeSet<String> sources = new TreeSet<>();

    Leavings(BuildKeys keys, Roots roots) {
        this.keys = keys;
        this.roots = roots;
        for (ProjectId project : keys.order()) {
            ProjectFacts facts = keys.facts(project);
            sources.add(project.path());
            facts.items().stream()
                    .map(FactItem::name)
                    .filter(Roots::isOfRepository)
                    .forEach(sources::add);
            outputs.put(project, folder(facts, "out"));
        }
    }

    /** Deletes all files in the folders of {@code project} but restore products and {@code keep}. */
    void clear(ProjectId project, Set<String> keep) throws IOException {
        delete(folder(keys.facts(project), "obj"), keep);
        String out = outputs.getOrDefault(project, "");
        if (!holdsSources(out)) {
            delete(out, keep);
        }
    }

    private void delete(String folder, Set<String> keep) throws IOException {
        Path path = roots.real().resolve(folder);
        if (folder.isEmpty() || folder.startsWith("..") || !Files.isDirectory(path)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walked = Files.walk(path)) {
            files = new ArrayList<>(
                    walked.filter(file -> !Files.isDirectory(file)).toList());
        }
        for (Path file : files) {
            String name = roots.real().relativize(file).toString().replace('\\', '/');
            if (!keep.contains(name) && !isRestored(file) && !isOfAnother(folder, name)) {
                Files.delete(file);
            }
        }
    }

    // Such a folder is not the project's own, whatever it says.
    private boolean holdsSources(String folder) {
        String first = sources.ceiling(folder + "/");
        return folder.isEmpty() || (first != null && first.startsWith(folder + "/"));
    }

    private boolean isOfAnother(String folder, String file) {
        return outputs.values().stream()
                .anyMatch(other -> other.startsWith(folder + "/") && file.startsWith(other + "/"));
    }

    private static boolean isRestored(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("project.") || name.contains(".nuget.");
    }

    private static String folder(ProjectFacts facts, String property) {
        String value = facts.property(property);
        String folder = facts.inProject(value);
        return value.isEmpty() || !Roots.isOfRepository(folder)
                ? ""
                : Path.of(folder).normalize().toString().replace('\\', '/');
    }
}
