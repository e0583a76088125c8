package net.buildserver.orchestrator.cache;

import java.util.UUID;
import net.buildserver.domain.cache.CacheIndexKey;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;

/**
 * An entry as the index has it: all that is needed to use it.
 *
 * @param scope its scope
 * @param key its key
 * @param kind what the key stands for
 * @param project project that it is of
 * @param packDigest SHA-256 of its pack
 * @param packBytes size of the pack
 * @param objectKey where the store has the pack
 * @param origin build that made it
 */
record IndexedEntry(
        String scope,
        String key,
        KeyKind kind,
        ProjectId project,
        String packDigest,
        long packBytes,
        String objectKey,
        UUID origin) {
    /** Returns its name in the index. */
    String indexKey() {
        return CacheIndexKey.of(scope, project, key);
    }
}
