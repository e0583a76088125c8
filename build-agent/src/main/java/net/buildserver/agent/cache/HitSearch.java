package net.buildserver.agent.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.store.CacheEntry;
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
    private final CachedBuildRequest request;
    private final RemoteHits remote;
    private final Map<ProjectId, Hit> hits = new HashMap<>();
    private final Map<ProjectId, String> references = new HashMap<>();

    HitSearch(CacheTools tools, BuildKeys keys, CachedBuildRequest request) {
        this.tools = tools;
        this.keys = keys;
        this.request = request;
        this.remote = new RemoteHits(tools, request::takes, request.lines());
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

    /** Returns the key document of the newest earlier entry of {@code project}, here or elsewhere. */
    Optional<String> earlier(ProjectId project) throws IOException {
        return tools.store().latest(project).map(CacheEntry::document).or(() -> remote.document(project));
    }

    /** Returns how long {@code project} took in its newest earlier entry, here or elsewhere. */
    Optional<Duration> recorded(ProjectId project) throws IOException {
        Hit hit = hits.get(project);
        Optional<CacheEntry> entry = hit == null ? tools.store().latest(project) : Optional.of(hit.entry());
        return entry.map(found -> found.manifest().duration())
                .filter(duration -> !duration.isZero())
                .or(() -> remote.duration(project));
    }

    private Optional<String> expectedReference(ProjectId project) throws IOException {
        Hit hit = hits.get(project);
        Optional<CacheEntry> entry = hit == null ? tools.store().latest(project) : Optional.of(hit.entry());
        return entry.flatMap(found -> found.manifest().referenceDigest()).or(() -> remote.referenceDigest(project));
    }

    private void find(Map<ProjectId, String> wanted, HitKind kind) throws IOException {
        Map<ProjectId, String> elsewhere = new LinkedHashMap<>();
        for (Map.Entry<ProjectId, String> key : wanted.entrySet()) {
            Optional<CacheEntry> entry =
                    tools.store().find(key.getValue()).filter(found -> request.takes(found.origin()));
            entry.ifPresentOrElse(
                    found -> hits.put(key.getKey(), new Hit(kind, found)),
                    () -> elsewhere.put(key.getKey(), key.getValue()));
        }
        if (!elsewhere.isEmpty()) {
            remote.find(elsewhere, kind == HitKind.Full)
                    .forEach((project, entry) -> hits.put(project, new Hit(kind, entry)));
        }
    }
}
