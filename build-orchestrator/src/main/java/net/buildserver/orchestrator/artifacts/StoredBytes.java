package net.buildserver.orchestrator.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import net.buildserver.orchestrator.artifacts.store.StoredBlob;

/** Makes sure that the store holds what was declared. Where the store checked no digest itself, the bytes are read back. */
final class StoredBytes {
    private final BlobStore store;

    StoredBytes(BlobStore store) {
        this.store = store;
    }

    boolean match(ArtifactRow artifact) {
        Optional<StoredBlob> blob = store.find(artifact.objectKey());
        if (blob.isEmpty() || blob.get().size() != artifact.sizeBytes()) {
            return false;
        }
        String known = blob.get().sha256();
        return artifact.sha256().equals(known == null ? hash(artifact) : known);
    }

    private String hash(ArtifactRow artifact) {
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(store.read(artifact.objectKey()), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failure) {
            throw new StoreUnavailableException(failure);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256.", missing);
        }
    }
}
