package net.buildserver.orchestrator.artifacts.store;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps bytes under keys. Keys are made by the server alone. Every method throws {@link StoreUnavailableException} when the
 * store does not answer or refuses.
 */
public interface BlobStore {
    /** Stores the file's bytes, in place of whatever was there. */
    void put(String key, Path file, String contentType);

    /**
     * Opens a part of the bytes; the caller closes it.
     *
     * @param from first byte
     * @param length number of bytes, at least 1, all of which exist
     */
    InputStream read(String key, long from, long length);

    /** Opens all bytes; the caller closes it. */
    InputStream read(String key);

    /** Returns what is stored under {@code key}, or empty if nothing is. */
    Optional<StoredBlob> find(String key);

    /** Removes the bytes; nothing happens if there are none. */
    void delete(String key);

    /**
     * Returns a URL to which anybody may put these bytes and no others for a while: size, media type and, where the store
     * checks it, the digest are part of the signature.
     */
    SignedPut signPut(String key, BlobDescription blob, Duration validity);

    /** Returns a URL from which anybody may download the bytes for a while, as a file called {@code fileName}. */
    URI signGet(String key, String fileName, String contentType, Duration validity);

    /** Does nothing if the store answers and may be used. */
    void check();
}
