package net.buildserver.agent.cache.store.remote;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.PackDeclaration;

/**
 * A pack that waits for its upload.
 *
 * @param declaration its digest and size
 * @param file the pack
 * @param entries entries that name it
 */
record PendingPack(PackDeclaration declaration, Path file, List<NewCacheEntry> entries) {
    static PendingPack of(Collection<CacheEntry> entries, Path file) {
        CacheEntry first = entries.iterator().next();
        return new PendingPack(
                new PackDeclaration(first.packDigest(), first.packBytes()),
                file,
                entries.stream().map(PendingPack::entry).toList());
    }

    private static NewCacheEntry entry(CacheEntry entry) {
        return new NewCacheEntry(
                entry.document(),
                entry.packDigest(),
                entry.manifest().referenceDigest().orElse(null),
                entry.manifest().duration());
    }

    /** Returns the length of what the server is told, in characters. */
    long documentLength() {
        return entries.stream().mapToLong(entry -> entry.document().length()).sum();
    }
}
