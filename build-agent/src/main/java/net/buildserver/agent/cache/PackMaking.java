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
import java.util.function.Consumer;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.packs.PackException;
import net.buildserver.agent.cache.packs.PackWriter;
import net.buildserver.agent.cache.packs.WrittenFiles;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;

/** Makes packs and entries of what was built. */
final class PackMaking {
    private final CacheTools tools;
    private final BuildKeys keys;
    private final SolutionFacts facts;
    private final CachedBuildRequest request;
    private final Map<ProjectId, String> references = new HashMap<>();

    PackMaking(CacheTools tools, BuildKeys keys, SolutionFacts facts, CachedBuildRequest request) {
        this.tools = tools;
        this.keys = keys;
        this.facts = facts;
        this.request = request;
    }

    /** Keeps everything that is not a full hit. */
    void keep(Map<ProjectId, Hit> hits, WarningLines warnings, MissBuild build) throws IOException {
        Map<String, Duration> durations = build.durations();
        Consumer<String> lines = request.lines();
        for (ProjectId project : keys.order()) {
            Hit hit = hits.get(project);
            if (hit != null && hit.kind() == HitKind.Full) {
                hit.entry().manifest().referenceDigest().ifPresent(digest -> references.put(project, digest));
                continue;
            }
            try {
                List<net.buildserver.domain.log.Diagnostic> said =
                        new ArrayList<>(warnings.of(project.path(), project.framework()));
                if (hit != null) {
                    hit.entry().manifest().warnings().stream()
                            .filter(warning -> !said.contains(warning))
                            .forEach(said::add);
                }
                PackManifest manifest = new PackManifest(
                        project,
                        WrittenFiles.of(facts.of(project), request.roots()),
                        said,
                        durations.getOrDefault(build.line(project), Duration.ZERO));
                manifest.referenceDigest().ifPresent(digest -> references.put(project, digest));
                keep(project, manifest);
            } catch (IOException | PackException notPacked) {
                lines.accept("The outputs of " + project.name() + " are not cached: " + notPacked.getMessage());
            }
        }
        tools.store().trim();
    }

    private void keep(ProjectId project, PackManifest manifest) throws IOException {
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
        Optional<KeyDocument> compile = keys.compile(project, references);
        compile.ifPresent(document -> entries.add(entry(document, manifest, digest, bytes)));
        for (CacheEntry entry : entries) {
            store.put(entry);
        }
        store.remember(entry(full, manifest, digest, bytes));
        tools.remote().upload(entries, store.pack(digest));
    }

    private CacheEntry entry(KeyDocument document, PackManifest manifest, String digest, long bytes) {
        return new CacheEntry(
                document.key(), document.kind(), document.text(), digest, bytes, manifest, request.origin());
    }
}
