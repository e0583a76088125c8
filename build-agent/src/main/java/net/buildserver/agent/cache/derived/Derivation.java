package net.buildserver.agent.cache.derived;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.facts.DependencyFact;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.keys.ProjectKeys;
import net.buildserver.domain.cache.CopiedFile;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;

/**
 * Says what the outputs of projects depend on apart from the contents of the files that they copy from their dependencies.
 * If that is as it was when a pack was made, then the pack and new copies are what a build would put out.
 */
public final class Derivation {
    private final SolutionFacts facts;
    private final ProjectGraph graph;
    private final ProjectKeys keys;
    private final Map<ProjectId, KeyDocument> full;
    private final IdentityHashMap<PackManifest, String> shapes = new IdentityHashMap<>();

    /** Creates the derivation over the projects of one build. */
    public Derivation(SolutionFacts facts, ProjectKeys keys, Map<ProjectId, KeyDocument> full) {
        this.facts = facts;
        this.graph = facts.graph();
        this.keys = keys;
        this.full = full;
    }

    /**
     * Returns the manifest of what a build of {@code project} wrote.
     *
     * @param written manifest that names every file as the project's own
     * @param manifests manifests of all that it depends on
     */
    public PackManifest separate(PackManifest written, Map<ProjectId, PackManifest> manifests) throws IOException {
        ProjectId project = written.project();
        Optional<String> basis = basis(project, manifests);
        if (basis.isEmpty()) {
            return written;
        }
        List<CopySplit.Dependency> closure = new ArrayList<>();
        for (ProjectId dependency : graph.closure(project)) {
            PackManifest manifest = manifests.get(dependency);
            if (manifest != null) {
                closure.add(new CopySplit.Dependency(facts.of(dependency), manifest));
            }
        }
        return CopySplit.of(facts.of(project), written.files(), closure)
                .map(split -> new PackManifest(
                        project, split.own(), split.copies(), basis.get(), written.warnings(), written.duration()))
                .orElse(written);
    }

    /**
     * Returns a digest of everything that the project's own files depend on.
     *
     * @param manifests manifests of its dependencies, where they are known
     * @return nothing if one of them is not known
     */
    public Optional<String> basis(ProjectId project, Map<ProjectId, PackManifest> manifests) throws IOException {
        StringBuilder text = new StringBuilder(keys.ownText(project));
        for (DependencyFact dependency : facts.of(project).dependencies()) {
            ProjectId id = facts.find(dependency).orElse(null);
            KeyDocument whole = id == null ? null : full.get(id);
            if (id == null || whole == null) {
                return Optional.empty();
            }
            if (!dependency.compiledAgainst()) {
                text.append(id.name()).append('\t').append(whole.key()).append('\n');
            }
        }
        for (ProjectId dependency : graph.closure(project)) {
            PackManifest manifest = manifests.get(dependency);
            if (manifest == null) {
                return Optional.empty();
            }
            text.append(dependency.name())
                    .append('\t')
                    .append(shape(dependency, manifest))
                    .append('\n');
        }
        return Optional.of(Sha256.of(text.toString()));
    }

    /** Returns whether some file of {@code manifest} is another one after every build, such as one with times in it. */
    public static boolean isVolatile(PackManifest manifest) {
        return manifest.files().stream().anyMatch(file -> file.path().contains("staticwebassets"));
    }

    private String shape(ProjectId project, PackManifest manifest) {
        return shapes.computeIfAbsent(manifest, any -> shape(facts.of(project), manifest));
    }

    // What others do more than copy counts with its content, the rest by its name.
    private static String shape(ProjectFacts facts, PackManifest manifest) {
        OutputFolder folder = new OutputFolder(facts);
        StringBuilder text = new StringBuilder();
        for (PackFile file : manifest.files()) {
            add(text, file.path());
            add(text, folder.isOnlyCopied(file) ? "" : file.sha256());
        }
        for (CopiedFile copy : manifest.copies()) {
            add(text, copy.path());
            add(text, copy.from());
        }
        return Sha256.of(text.toString());
    }

    private static void add(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part).append('\n');
    }
}
