package net.buildserver.verification.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.domain.cache.ProjectId;

/** The cache that the agents of a replay share: packs in a folder, entries in memory. */
final class FolderCache implements CacheRemote {

    private final Path folder;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<ProjectId, CacheEntry> newest = new ConcurrentHashMap<>();

    FolderCache(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Returns a cache that begins with what this one knows now. */
    FolderCache copy() throws IOException {
        var copy = new FolderCache(folder);
        copy.entries.putAll(entries);
        copy.newest.putAll(newest);
        return copy;
    }

    @Override
    public Answer lookUp(Map<ProjectId, String> keys, boolean earlier) {
        var found = new HashMap<String, Entry>();
        var known = new HashMap<ProjectId, Earlier>();
        keys.forEach((project, key) -> {
            var entry = entries.get(key);
            if (entry != null) {
                found.put(key, entry);
            }
            var before = newest.get(project);
            if (entry == null && earlier && before != null) {
                known.put(
                        project,
                        new Earlier(
                                Optional.of(before.document()),
                                before.manifest().referenceDigest(),
                                Optional.of(before.manifest().duration())));
            }
        });
        return new Answer(found, known);
    }

    @Override
    public boolean download(Entry entry, Path pack) throws IOException {
        var kept = folder.resolve(entry.packDigest());
        if (!Files.exists(kept)) {
            return false;
        }
        Files.copy(kept, pack, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    @Override
    public void upload(Collection<CacheEntry> made, Path pack) {
        for (var entry : made) {
            try {
                Files.copy(pack, folder.resolve(entry.packDigest()), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
            entries.put(
                    entry.key(),
                    new Entry(entry.key(), entry.kind(), entry.packDigest(), entry.packBytes(), entry.origin(), ""));
            newest.put(entry.manifest().project(), entry);
        }
    }

    @Override
    public void damaged(String packDigest) {
        throw new AssertionError("a pack of the replay is damaged: " + packDigest);
    }
}
