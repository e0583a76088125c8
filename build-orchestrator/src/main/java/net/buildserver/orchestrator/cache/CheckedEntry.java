package net.buildserver.orchestrator.cache;

import net.buildserver.domain.cache.KeyKind;
import org.jspecify.annotations.Nullable;

/**
 * A new entry whose document was read and found to be one; its fields are named as in the statement that writes it.
 *
 * @param key SHA-256 of the document
 * @param kind what the key stands for
 * @param path project file
 * @param framework target framework
 * @param configuration configuration of the project
 * @param platform platform of the project
 * @param document the key document
 * @param packDigest SHA-256 of its pack
 * @param referenceDigest SHA-256 of what others compile against, or null
 * @param milliseconds how long the project took to build
 */
record CheckedEntry(
        String key,
        KeyKind kind,
        String path,
        String framework,
        String configuration,
        String platform,
        String document,
        String packDigest,
        @Nullable String referenceDigest,
        long milliseconds) {}
