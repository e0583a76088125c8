package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.ProjectId;

/** Puts the outputs of hits in place and clears what an earlier build left of the others. */
final class Placement {
    private final CacheTools tools;
    private final SolutionFacts facts;
    private final Roots roots;
    private final Consumer<String> lines;

    Placement(CacheTools tools, SolutionFacts facts, Roots roots, Consumer<String> lines) {
        this.tools = tools;
        this.facts = facts;
        this.roots = roots;
        this.lines = lines;
    }

    /** Places what {@code hits} name; a hit whose pack is damaged is removed from them. */
    void place(List<ProjectId> order, Map<ProjectId, Hit> hits) throws IOException {
        for (ProjectId project : order) {
            Hit hit = hits.get(project);
            if (hit == null || hit.kind() != HitKind.Full) {
                clear(facts.of(project));
            }
            if (hit != null && !extract(hit)) {
                hits.remove(project);
                clear(facts.of(project));
            }
        }
    }

    private boolean extract(Hit hit) throws IOException {
        Predicate<PackFile> wanted = hit.kind() == HitKind.Full ? file -> true : Placement::isOfCompiler;
        String digest = hit.entry().packDigest();
        try {
            tools.reader().extract(tools.store().pack(digest), hit.entry().manifest(), roots.real(), wanted);
            return true;
        } catch (IOException | PackException damaged) {
            lines.accept("A cached pack of " + hit.entry().manifest().project().name() + " is not used: "
                    + damaged.getMessage());
            tools.store().discard(digest);
            return false;
        }
    }

    private static boolean isOfCompiler(PackFile file) {
        return file.role() == PackFile.Role.Compiled || file.role() == PackFile.Role.ReferenceAssembly;
    }

    // MSBuild's own idea of what is up to date misses changed properties, so nothing of an earlier build may stay.
    private void clear(ProjectFacts project) throws IOException {
        String intermediate = project.inProject(project.property("obj"));
        Path folder = roots.file(intermediate);
        if (!Roots.isOfRepository(intermediate) || !Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walked = Files.walk(folder)) {
            files = new ArrayList<>(walked.filter(Files::isRegularFile).toList());
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (!name.startsWith("project.") && !name.contains(".nuget.")) {
                Files.delete(file);
            }
        }
    }
}
