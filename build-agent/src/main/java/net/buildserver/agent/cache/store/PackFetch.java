package net.buildserver.agent.cache.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;

/** Brings packs of the shared cache to this agent, and believes nothing of them that it did not check. */
public final class PackFetch {
    private final LocalStore store;
    private final CacheRemote remote;
    private final PackReader reader;

    /** Creates a fetch from {@code remote} into {@code store}. */
    public PackFetch(LocalStore store, CacheRemote remote, PackReader reader) {
        this.store = store;
        this.remote = remote;
        this.reader = reader;
    }

    /**
     * Returns the entry with its pack in the store.
     *
     * @throws IOException if the pack is gone or not what the entry says
     * @throws net.buildserver.agent.cache.packs.PackException if it is no pack
     */
    public CacheEntry bring(ProjectId project, CacheRemote.Entry entry) throws IOException {
        Path pack = store.pack(entry.packDigest());
        if (!Files.exists(pack)) {
            download(entry);
        }
        PackManifest manifest = reader.manifest(pack);
        if (!manifest.project().equals(project)) {
            throw new IOException("it is of " + manifest.project().name());
        }
        CacheEntry found = new CacheEntry(
                entry.key(), entry.kind(), "", entry.packDigest(), entry.packBytes(), manifest, entry.origin());
        store.put(found);
        return found;
    }

    private void download(CacheRemote.Entry entry) throws IOException {
        Path part = store.newPack();
        try {
            if (!remote.download(entry, part)) {
                throw new IOException("the store does not have it");
            }
            String digest = store.adopt(part);
            if (!digest.equals(entry.packDigest())) {
                store.discard(digest);
                throw new IOException("it has another digest");
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
