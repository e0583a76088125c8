package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.ProjectId;

/**
 * Finds entries for a build: first full keys, then, for what is missing, keys of what the compiler sees. Of a project that
 * must be built anew it is expected that it looks to others as it did before; the build checks that.
 */
final class HitSearch {
    private final CacheTools tools;
    private final BuildKeys keys;
    private final Consumer<String> lines;
    private final Map<ProjectId, Hit> hits = new HashMap<>();
    private final Map<ProjectId, String> references = new HashMap<>();

    HitSearch(CacheTools tools, BuildKeys keys, Consumer<String> lines) {
        this.tools = tools;
        this.keys = keys;
        this.lines = lines;
    }

    /** Returns the hits by project. */
    Map<ProjectId, Hit> search() throws IOException {
        Map<ProjectId, String> wanted = new LinkedHashMap<>();
        for (ProjectId project : keys.order()) {
            if (keys.isFullSafe(project)) {
                wanted.put(project, keys.full(project).key());
            }
        }
        find(wanted, HitKind.Full);
        if (hits.size() == keys.order().size()) {
            return hits;
        }
        Map<ProjectId, String> compiles = new LinkedHashMap<>();
        for (ProjectId project : keys.order()) {
            Optional<String> reference = expectedReference(project);
            reference.ifPresent(digest -> references.put(project, digest));
            if (!hits.containsKey(project) && keys.isCompilerReusable(project)) {
                Optional<KeyDocument> document = keys.compile(project, references);
                document.ifPresent(compile -> compiles.put(project, compile.key()));
            }
        }
        find(compiles, HitKind.Compile);
        return hits;
    }

    /** Returns the digests that projects are expected to be seen with by others. */
    List<String> references() {
        return List.copyOf(references.values());
    }

    private Optional<String> expectedReference(ProjectId project) throws IOException {
        Hit hit = hits.get(project);
        Optional<CacheEntry> entry = hit == null ? tools.store().latest(project) : Optional.of(hit.entry());
        return entry.flatMap(found -> found.manifest().referenceDigest());
    }

    private void find(Map<ProjectId, String> wanted, HitKind kind) throws IOException {
        Map<ProjectId, List<String>> elsewhere = new LinkedHashMap<>();
        for (Map.Entry<ProjectId, String> key : wanted.entrySet()) {
            Optional<CacheEntry> entry = tools.store().find(key.getValue());
            entry.ifPresentOrElse(
                    found -> hits.put(key.getKey(), new Hit(kind, found)),
                    () -> elsewhere.put(key.getKey(), List.of(key.getValue())));
        }
        if (!elsewhere.isEmpty()) {
            findRemote(wanted, elsewhere, kind);
        }
    }

    private void findRemote(Map<ProjectId, String> wanted, Map<ProjectId, List<String>> elsewhere, HitKind kind) {
        try {
            Map<String, CacheEntry> found = tools.remote().lookUp(elsewhere);
            for (ProjectId project : elsewhere.keySet()) {
                CacheEntry entry = found.get(wanted.get(project));
                if (entry != null && entry.manifest().project().equals(project) && fetch(entry)) {
                    hits.put(project, new Hit(kind, entry));
                }
            }
        } catch (IOException unreachable) {
            lines.accept("The shared cache does not answer: " + unreachable.getMessage());
        }
    }

    private boolean fetch(CacheEntry entry) throws IOException {
        LocalStore store = tools.store();
        if (!Files.exists(store.pack(entry.packDigest()))) {
            Path part = store.newPack();
            try {
                if (!tools.remote().download(entry, part)) {
                    return false;
                }
                String digest = store.adopt(part);
                if (!digest.equals(entry.packDigest())) {
                    store.discard(digest);
                    return false;
                }
            } finally {
                Files.deleteIfExists(part);
            }
        }
        store.put(entry);
        return true;
    }
}
