package net.buildserver.domain.protocol;

import net.buildserver.domain.cache.KeyKind;

/**
 * An entry of the shared cache.
 *
 * @param key its key
 * @param kind what the key stands for
 * @param packDigest SHA-256 of its pack, by which the agent checks what it downloads
 * @param packBytes size of the pack
 * @param origin build that made it
 * @param url presigned URL of the pack, valid for a short time
 */
public record CacheHit(String key, KeyKind kind, String packDigest, long packBytes, String origin, String url) {
    public CacheHit {
        Wire.required(key, "key");
        Wire.required(kind, "kind");
        Wire.required(packDigest, "packDigest");
        Wire.required(origin, "origin");
        Wire.required(url, "url");
    }
}
