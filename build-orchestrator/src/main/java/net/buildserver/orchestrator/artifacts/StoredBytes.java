package net.buildserver.orchestrator.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import net.buildserver.orchestrator.artifacts.store.StoredBlob;

/** Makes sure that the store holds what was declared. Where the store checked no digest itself, the bytes are read back. */
final class StoredBytes {
    private static final int PARALLEL = 8;

    private final BlobStore store;

    StoredBytes(BlobStore store) {
        this.store = store;
    }

    /** Returns those of the artifacts whose bytes the store lacks or has otherwise; several are looked at at a time. */
    List<ArtifactRow> mismatches(List<ArtifactRow> artifacts) {
        Semaphore places = new Semaphore(PARALLEL);
        List<Callable<Boolean>> checks = artifacts.stream()
                .<Callable<Boolean>>map(artifact -> () -> {
                    places.acquire();
                    try {
                        return match(artifact);
                    } finally {
                        places.release();
                    }
                })
                .toList();
        List<ArtifactRow> mismatches = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = threads.invokeAll(checks);
            for (int i = 0; i < answers.size(); i++) {
                if (!answers.get(i).get()) {
                    mismatches.add(artifacts.get(i));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(interrupted);
        } catch (ExecutionException failure) {
            throw new StoreUnavailableException(failure);
        }
        return mismatches;
    }

    private boolean match(ArtifactRow artifact) {
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
