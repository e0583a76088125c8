package net.buildserver.agent.cache.derived;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.facts.FactItem;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;

/** The output folder of a project: which of its files other projects copy, and which files of its own it copies there. */
public final class OutputFolder {
    // Whoever references the assembly finds these by its name.
    private static final Set<String> FOUND_BY_NAME = Set.of(".dll", ".pdb", ".xml", ".deps.json", ".resources.dll");

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
    private final String assembly;
    private final Set<String> ofAssembly = new HashSet<>();
    private final Set<String> ownCopies = new HashSet<>();

    /** Creates the folder of one project. */
    public OutputFolder(ProjectFacts facts) {
        String out = facts.inProject(facts.property("out"));
        this.folder = slashes(Path.of(out).normalize()) + "/";
        this.assembly = facts.property("assembly");
        OF_ASSEMBLY.forEach(ending -> ofAssembly.add(assembly + ending));
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

    /** Returns whether the project's own files there are its assembly and what others find by the assembly's name. */
    public boolean holdsOnlyAssembly(PackManifest manifest) {
        List<String> places = manifest.files().stream()
                .flatMap(file -> place(file.path()).stream())
                .toList();
        return places.contains(assembly + ".dll")
                && places.stream().map(OutputFolder::fileName).allMatch(this::isFoundByName);
    }

    private boolean isFoundByName(String name) {
        return name.startsWith(assembly) && FOUND_BY_NAME.contains(name.substring(assembly.length()));
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
