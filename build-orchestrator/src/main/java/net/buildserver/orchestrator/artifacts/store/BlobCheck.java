package net.buildserver.orchestrator.artifacts.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import net.buildserver.domain.cache.Sha256;

/** Makes sure that the store holds certain bytes. Where the store checked no digest itself, the bytes are read back. */
public final class BlobCheck {
    private final BlobStore store;

    /** Looks into {@code store}. */
    public BlobCheck(BlobStore store) {
        this.store = store;
    }

    /**
     * Returns whether {@code key} holds these bytes.
     *
     * @param size size in bytes
     * @param sha256 SHA-256 in lower-case hexadecimal digits
     */
    public boolean match(String key, long size, String sha256) {
        Optional<StoredBlob> blob = store.find(key);
        if (blob.isEmpty() || blob.get().size() != size) {
            return false;
        }
        String known = blob.get().sha256();
        return sha256.equals(known == null ? hash(key) : known);
    }

    /** Returns whether {@code key} holds as many bytes, with this digest as far as the store itself tells it. */
    public boolean seem(String key, long size, String sha256) {
        return store.find(key)
                .filter(blob -> blob.size() == size)
                .filter(blob -> blob.sha256() == null || sha256.equals(blob.sha256()))
                .isPresent();
    }

    private String hash(String key) {
        MessageDigest digest = Sha256.digest();
        try (InputStream bytes = new DigestInputStream(store.read(key), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failure) {
            throw new StoreUnavailableException(failure);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
