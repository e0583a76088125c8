package net.buildserver.orchestrator.artifacts.store;

import org.jspecify.annotations.Nullable;

/**
 * What a store knows of an object.
 *
 * @param size size in bytes
 * @param sha256 SHA-256 that the store itself checked, in lower-case hexadecimal digits, or null if it checked none
 */
public record StoredBlob(long size, @Nullable String sha256) {}
