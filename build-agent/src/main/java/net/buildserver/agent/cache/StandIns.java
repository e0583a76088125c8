package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.buildserver.agent.cache.derived.OutputFolder;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;

/**
 * Project files of a few lines that answer for projects in place, which MSBuild need not evaluate then. They stand for {@linkplain
 * net.buildserver.agent.cache.facts.SolutionFacts#plainLibraries() plain libraries} that, like all that they reference, put nothing
 * beside their assembly: what a library copies there may come from anywhere, and those that reference it copy that, too.
 */
final class StandIns {
    /** Folder among the lists that mirrors the file system. */
    private static final String FOLDER = "stand-ins";

    private static final String ANSWERS = "stand-in.targets";

    // Others mean something to MSBuild or to XML.
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N} ._/\\\\:+=#~-]+");

    private final BuildKeys keys;
    private final Roots roots;
    private final Path targets;
    private final Function<ProjectId, Optional<PackManifest>> manifests;

    /**
     * Creates those of one build.
     *
     * @param manifests what is in place of a project, empty if that is not known
     */
    StandIns(
            BuildKeys keys,
            CachedBuildRequest request,
            CacheTools tools,
            Function<ProjectId, Optional<PackManifest>> manifests) {
        this.keys = keys;
        this.roots = request.roots();
        this.targets = tools.targets();
        this.manifests = manifests;
    }

    /** Returns whether the references of {@code project} may be answered by stand-ins: if it does only what the SDK does. */
    boolean mayAnswer(ProjectId project) {
        ProjectFacts facts = keys.facts(project);
        return facts.reasons().isEmpty() && !facts.is("razor") && !facts.is("web");
    }

    /** Writes those for projects that are in place into a folder of {@code lists}. */
    void write(Path lists, Collection<ProjectId> there) throws IOException {
        Path folder = Files.createDirectories(lists.resolve(FOLDER));
        Files.copy(targets.resolve(ANSWERS), lists.resolve(ANSWERS));
        Set<ProjectId> plain = keys.plainLibraries();
        Set<ProjectId> answered = new HashSet<>();
        for (ProjectId project : keys.order()) {
            if (plain.contains(project)
                    && there.contains(project)
                    && answered.containsAll(keys.graph().dependencies(project))
                    && manifests.apply(project).filter(this::isAssemblyOnly).isPresent()
                    && write(folder, keys.facts(project))) {
                answered.add(project);
            }
        }
    }

    private boolean write(Path folder, ProjectFacts facts) throws IOException {
        Path seen = Path.of(roots.seenPath(facts.id().path()));
        String target = roots.seenPath(facts.property("target"));
        String reference = facts.is("referenceAssembly") ? roots.seenPath(facts.property("targetRef")) : "";
        List<String> framework = facts.frameworkParts();
        Map<String, String> properties = Map.of(
                "TargetFramework", facts.id().framework(),
                "TargetFrameworkIdentifier", framework.getFirst(),
                "TargetFrameworkVersion", framework.getLast(),
                "TargetPath", target,
                "ReferenceAssembly", reference);
        boolean harmless = properties.values().stream()
                .allMatch(value -> value.isEmpty() || HARMLESS.matcher(value).matches());
        Path file = folder.resolve(seen.subpath(0, seen.getNameCount()).toString());
        if (!harmless || !file.normalize().startsWith(folder)) {
            return false;
        }
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text(properties));
        return true;
    }

    private String text(Map<String, String> properties) {
        StringBuilder text = new StringBuilder("<Project>\n  <PropertyGroup>\n");
        properties.forEach((name, value) -> text.append("    <%1$s>%2$s</%1$s>\n".formatted(name, value)));
        text.append("  </PropertyGroup>\n  <Import Project=\"$(BuildServerLists)/" + ANSWERS + "\" />\n</Project>\n");
        return text.toString();
    }

    // A pack lists every file that the build of a project wrote and that is not a copy of another project's.
    private boolean isAssemblyOnly(PackManifest manifest) {
        return new OutputFolder(keys.facts(manifest.project())).holdsOnlyAssembly(manifest);
    }
}
