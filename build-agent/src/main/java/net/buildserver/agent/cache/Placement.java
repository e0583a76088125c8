package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.domain.cache.CopiedFile;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;

/** Puts the outputs of hits in place and clears what an earlier build left of the others. */
final class Placement {
    private final CacheTools tools;
    private final BuildKeys keys;
    private final Roots roots;
    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Leavings leavings;
    private final List<TakenProject> taken = new ArrayList<>();

    Placement(CacheTools tools, BuildKeys keys, CachedBuildRequest request) {
        this.tools = tools;
        this.keys = keys;
        this.roots = request.roots();
        this.lines = request.lines();
        this.clock = request.clock();
        this.leavings = new Leavings(keys, roots);
    }

    /** Returns what was put in place, in build order. */
    List<TakenProject> taken() {
        return List.copyOf(taken);
    }

    /**
     * Places what {@code hits} name. A hit whose pack is damaged is removed from them; a full hit that needs files of a
     * dependency which is not a full hit becomes a derived one.
     */
    void place(Map<ProjectId, Hit> hits, Set<ProjectId> derived) throws IOException {
        for (ProjectId project : keys.order()) {
            Hit hit = hits.get(project);
            if (hit == null) {
                leavings.clear(project, Set.of());
                continue;
            }
            Instant start = clock.instant();
            boolean followed =
                    keys.graph().dependencies(project).stream().allMatch(dependency -> isFull(hits.get(dependency)));
            if (isFull(hit) && !followed && !hit.entry().manifest().copies().isEmpty()) {
                hit = new Hit(HitKind.Compile, hit.entry());
                hits.put(project, hit);
                derived.add(project);
            }
            boolean all = isFull(hit) || derived.contains(project);
            leavings.clear(project, all ? paths(hit, isFull(hit)) : Set.of());
            if (!extract(hit, all ? file -> true : Placement::isOfCompiler) || (isFull(hit) && !copy(hit))) {
                hits.remove(project);
                derived.remove(project);
                leavings.clear(project, Set.of());
            } else {
                BuildTime time = new BuildTime(start, clock.instant());
                taken.add(new TakenProject(project, hit.kind(), hit.entry().origin(), time));
            }
        }
    }

    /** Puts a derived hit's copies in place, after its dependencies were built; false if that does not work. */
    boolean copy(Hit hit) throws IOException {
        try {
            PackManifest manifest = hit.entry().manifest();
            if (!areThere(manifest.copies())) {
                tools.reader().copy(manifest, roots.real());
            }
            return true;
        } catch (PackException missing) {
            lines.accept(
                    "Outputs of " + hit.entry().manifest().project().name() + " are not used: " + missing.getMessage());
            return false;
        }
    }

    /** Takes everything of an earlier build away; of a hit, what the compiler wrote stays. */
    void reset(ProjectId project, Map<ProjectId, Hit> hits) throws IOException {
        leavings.clear(project, Set.of());
        Hit hit = hits.get(project);
        if (hit != null && !(keys.isCompilerReusable(project) && extract(hit, Placement::isOfCompiler))) {
            hits.remove(project);
        }
    }

    private boolean extract(Hit hit, Predicate<PackFile> wanted) throws IOException {
        String digest = hit.entry().packDigest();
        PackManifest manifest = hit.entry().manifest();
        // A workspace that is kept has most of it already.
        if (tools.digests()
                .areThere(roots.real(), manifest.files().stream().filter(wanted).toList())) {
            return true;
        }
        try {
            tools.reader().extract(tools.store().pack(digest), manifest, roots.real(), wanted);
            return true;
        } catch (IOException | PackException damaged) {
            lines.accept("A cached pack of " + manifest.project().name() + " is not used: " + damaged.getMessage());
            tools.store().discard(digest);
            return false;
        }
    }

    private static boolean isFull(@org.jspecify.annotations.Nullable Hit hit) {
        return hit != null && hit.kind() == HitKind.Full;
    }

    private static boolean isOfCompiler(PackFile file) {
        return file.role() == PackFile.Role.Compiled || file.role() == PackFile.Role.ReferenceAssembly;
    }

    private boolean areThere(List<CopiedFile> copies) throws IOException {
        for (CopiedFile copy : copies) {
            Path source = roots.file(copy.from());
            if (!tools.digests()
                    .isSame(roots.file(copy.path()), tools.digests().of(source), Files.isExecutable(source))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> paths(Hit hit, boolean withCopies) {
        Set<String> paths = new HashSet<>();
        hit.entry().manifest().files().forEach(file -> paths.add(file.path()));
        if (withCopies) {
            hit.entry().manifest().copies().forEach(copy -> paths.add(copy.path()));
        }
        return paths;
    }
}
