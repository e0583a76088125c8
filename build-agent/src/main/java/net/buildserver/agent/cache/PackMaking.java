package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.derived.Derivation;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.agent.cache.packs.PackWriter;
import net.buildserver.agent.cache.packs.WrittenFiles;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.log.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Makes packs and entries of what was built. */
final class PackMaking {
    private final CacheTools tools;
    private final BuildKeys keys;
    private final CachedBuildRequest request;
    private final Derivation derivation;
    private final Map<ProjectId, List<BuildTime>> times = new HashMap<>();

    PackMaking(CacheTools tools, BuildKeys keys, CachedBuildRequest request) {
        this.tools = tools;
        this.keys = keys;
        this.request = request;
        this.derivation = keys.derivation();
    }

    /** Remembers when a project was built. */
    void built(ProjectId project, BuildTime time) {
        times.computeIfAbsent(project, _ -> new ArrayList<>()).add(time);
    }

    /** Returns when a project was built; empty if it was not. */
    List<BuildTime> times(ProjectId project) {
        return times.getOrDefault(project, List.of());
    }

    /**
     * Keeps what MSBuild wrote for {@code project} and returns what that is.
     *
     * @param hit what spared it the compiler, if anything did
     */
    PackManifest keepBuilt(
            ProjectId project, @Nullable Hit hit, WarningLines warnings, Map<ProjectId, PackManifest> manifests)
            throws IOException {
        List<Diagnostic> said = new ArrayList<>(warnings.of(project.path(), project.framework()));
        if (hit != null) {
            hit.entry().manifest().warnings().stream()
                    .filter(warning -> !said.contains(warning))
                    .forEach(said::add);
        }
        Duration duration = ProjectOutcome.total(times(project));
        try {
            PackManifest written =
                    new PackManifest(project, WrittenFiles.of(keys.facts(project), request.roots()), said, duration);
            PackManifest manifest = keys.isCompilerReusable(project) && keys.isFullSafe(project)
                    ? derivation.separate(written, manifests)
                    : written;
            keep(project, manifest, manifests);
            return manifest;
        } catch (IOException | PackException notPacked) {
            notCached(project, notPacked);
            return new PackManifest(project, List.of(), said, duration);
        }
    }

    /** Keeps under today's key what an earlier entry holds, since only copies in it are others. */
    void keepDerived(ProjectId project, CacheEntry earlier) {
        KeyDocument full = keys.full(project);
        CacheEntry entry = entry(full, earlier.manifest(), earlier.packDigest(), earlier.packBytes());
        try {
            if (keys.isFullSafe(project)) {
                tools.store().put(entry);
                tools.remote().upload(List.of(entry), tools.store().pack(entry.packDigest()));
            }
            tools.store().remember(entry);
        } catch (IOException notKept) {
            notCached(project, notKept);
        }
    }

    private void notCached(ProjectId project, Exception why) {
        request.lines().accept("The outputs of " + project.name() + " are not cached: " + why.getMessage());
    }

    private void keep(ProjectId project, PackManifest manifest, Map<ProjectId, PackManifest> manifests)
            throws IOException {
        KeyDocument full = keys.full(project);
        LocalStore store = tools.store();
        if (!keys.isCompileSafe(project)) {
            store.remember(entry(full, manifest, "", 0));
            return;
        }
        Path part = store.newPack();
        String digest;
        long bytes;
        try {
            PackWriter.write(manifest, request.roots().real(), part);
            bytes = Files.size(part);
            digest = store.adopt(part);
        } finally {
            Files.deleteIfExists(part);
        }
        List<CacheEntry> entries = new ArrayList<>();
        if (keys.isFullSafe(project)) {
            entries.add(entry(full, manifest, digest, bytes));
        }
        Optional<KeyDocument> compile = keys.compile(project, references(manifests));
        compile.ifPresent(document -> entries.add(entry(document, manifest, digest, bytes)));
        for (CacheEntry entry : entries) {
            store.put(entry);
        }
        store.remember(entry(full, manifest, digest, bytes));
        tools.remote().upload(entries, store.pack(digest));
    }

    private static Map<ProjectId, String> references(Map<ProjectId, PackManifest> manifests) {
        Map<ProjectId, String> references = new HashMap<>();
        manifests.forEach(
                (project, manifest) -> manifest.referenceDigest().ifPresent(digest -> references.put(project, digest)));
        return references;
    }

    private CacheEntry entry(KeyDocument document, PackManifest manifest, String digest, long bytes) {
        return new CacheEntry(
                document.key(), document.kind(), document.text(), digest, bytes, manifest, request.origin());
    }
}
