package net.buildserver.agent.cache.derived;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.facts.FactItem;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.cache.PackFile;

/** The output folder of a project: which of its files other projects copy, and which files of its own it copies there. */
final class OutputFolder {
    private static final Set<String> OF_ASSEMBLY = Set.of(
            "",
            ".dll",
            ".exe",
            ".pdb",
            ".xml",
            ".deps.json",
            ".runtimeconfig.json",
            ".dll.config",
            ".exe.config",
            ".resources.dll");
    private static final Set<String> COPYING_ITEMS = Set.of("None", "Content", "EmbeddedResource");

    private final String folder;
    private final Set<String> ofAssembly = new HashSet<>();
    private final Set<String> ownCopies = new HashSet<>();

    OutputFolder(ProjectFacts facts) {
        String out = facts.inProject(facts.property("out"));
        this.folder = slashes(Path.of(out).normalize()) + "/";
        OF_ASSEMBLY.forEach(ending -> ofAssembly.add(facts.property("assembly") + ending));
        facts.items().stream()
                .filter(item -> COPYING_ITEMS.contains(item.kind()) && Roots.isOfRepository(item.name()))
                .forEach(this::addCopy);
    }

    /** Returns the place of {@code path} in the folder, if it lies there. */
    Optional<String> place(String path) {
        return path.startsWith(folder) ? Optional.of(path.substring(folder.length())) : Optional.empty();
    }

    /** Returns whether the project has a file of its own that is copied to {@code place}. */
    boolean hasOwnCopy(String place) {
        return ownCopies.contains(fileName(place));
    }

    /** Returns whether other projects do nothing with {@code file} but copy it, if they look at it at all. */
    boolean isOnlyCopied(PackFile file) {
        String name = fileName(file.path());
        return switch (file.role()) {
            case ReferenceAssembly -> false;
            case Compiled -> ofAssembly.contains(name);
            case Output -> ofAssembly.contains(name) || ownCopies.contains(name);
            case Intermediate -> name.endsWith(".resources") || name.endsWith(".resources.dll");
        };
    }

    // Kind of copying, target path and link; an item that is not copied does no harm here.
    private void addCopy(FactItem item) {
        ownCopies.add(fileName(item.name()));
        for (String part : item.detail().split("\\|", -1)) {
            ownCopies.add(fileName(part.replace('\\', '/')));
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
