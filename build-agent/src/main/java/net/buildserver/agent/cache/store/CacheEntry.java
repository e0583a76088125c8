package net.buildserver.agent.cache.store;

import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.PackManifest;

/**
 * What is known under a key.
 *
 * @param key the key, SHA-256 of the document
 * @param kind what the key stands for
 * @param document text of the key document, for explaining later misses
 * @param packDigest SHA-256 of the pack, empty if there is none
 * @param packBytes size of the pack
 * @param manifest what the pack holds
 * @param origin build that made it
 */
public record CacheEntry(
        String key,
        KeyKind kind,
        String document,
        String packDigest,
        long packBytes,
        PackManifest manifest,
        String origin) {}
