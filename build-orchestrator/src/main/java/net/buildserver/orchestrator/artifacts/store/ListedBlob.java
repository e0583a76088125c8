package net.buildserver.orchestrator.artifacts.store;

import java.time.Instant;

/**
 * An object as a listing of the store shows it.
 *
 * @param key its key
 * @param size number of its bytes
 * @param modified when it was put, on the store's clock
 */
public record ListedBlob(String key, long size, Instant modified) {}
