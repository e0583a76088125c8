package net.buildserver.orchestrator.artifacts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import net.buildserver.orchestrator.artifacts.store.BlobCheck;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;

/** Makes sure that the store holds what was declared. */
final class StoredBytes {
    private static final int PARALLEL = 8;

    private final BlobCheck check;

    StoredBytes(BlobStore store) {
        this.check = new BlobCheck(store);
    }

    /** Returns those of the artifacts whose bytes the store lacks or has otherwise; several are looked at at a time. */
    List<ArtifactRow> mismatches(List<ArtifactRow> artifacts) {
        Semaphore places = new Semaphore(PARALLEL);
        List<Callable<Boolean>> checks = artifacts.stream()
                .<Callable<Boolean>>map(artifact -> () -> {
                    places.acquire();
                    try {
                        return check.match(artifact.objectKey(), artifact.sizeBytes(), artifact.sha256());
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
}
