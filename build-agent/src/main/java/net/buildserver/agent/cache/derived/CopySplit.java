package net.buildserver.agent.cache.derived;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.domain.cache.CopiedFile;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;

/**
 * Tells what a project's build copied from its dependencies: the same place in the output folder and the same content. Where
 * two could have been the source, nobody can tell, and nothing is taken for a copy.
 *
 * @param own files whose contents are the project's own
 * @param copies the others
 */
record CopySplit(List<PackFile> own, List<CopiedFile> copies) {
    /** What a dependency put out. */
    record Dependency(ProjectFacts facts, PackManifest manifest) {}

    /** Returns the split of {@code written}, or nothing if it is not certain. */
    static Optional<CopySplit> of(ProjectFacts project, List<PackFile> written, List<Dependency> closure) {
        Map<String, PackFile> sources = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Dependency dependency : closure) {
            OutputFolder folder = new OutputFolder(dependency.facts());
            for (PackFile file : dependency.manifest().files()) {
                Optional<String> place = folder.isOnlyCopied(file) ? folder.place(file.path()) : Optional.empty();
                if (place.isPresent() && sources.put(place.get(), file) != null) {
                    ambiguous.add(place.get());
                }
            }
        }
        OutputFolder folder = new OutputFolder(project);
        List<PackFile> own = new ArrayList<>();
        List<CopiedFile> copies = new ArrayList<>();
        for (PackFile file : written) {
            Optional<String> place = folder.place(file.path());
            PackFile source = place.map(sources::get).orElse(null);
            if (source == null) {
                own.add(file);
            } else if (!source.sha256().equals(file.sha256())
                    || ambiguous.contains(place.get())
                    || folder.hasOwnCopy(place.get())) {
                return Optional.empty();
            } else {
                copies.add(new CopiedFile(file.path(), source.path()));
            }
        }
        return Optional.of(new CopySplit(own, copies));
    }
}
