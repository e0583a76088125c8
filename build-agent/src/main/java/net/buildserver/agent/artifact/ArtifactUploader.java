package net.buildserver.agent.artifact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.UploadTarget;

/** Uploads files: declare, put at most four at a time, commit; what did not arrive whole is put again. */
public final class ArtifactUploader {
    private static final int PARALLEL = 4;
    private static final int ROUNDS = 5;

    private final AgentApi api;
    private final Retries retries;
    private final FileUpload store;

    /** Creates the uploader; {@code retries} end when the attempt does. */
    public ArtifactUploader(AgentApi api, Retries retries, FileUpload store) {
        this.api = api;
        this.retries = retries;
        this.store = store;
    }

    /**
     * Uploads {@code files} of an attempt and has them committed.
     *
     * @throws BuildFailedException if some of them cannot be uploaded
     */
    public void upload(UUID attemptId, List<ArtifactFile> files, Cancellation cancellation) {
        for (int start = 0; start < files.size(); start += AgentProtocol.MAX_BATCH) {
            int end = Math.min(files.size(), start + AgentProtocol.MAX_BATCH);
            uploadBatch(attemptId, files.subList(start, end), cancellation);
        }
    }

    private void uploadBatch(UUID attemptId, List<ArtifactFile> batch, Cancellation cancellation) {
        Map<UUID, ArtifactFile> open = new LinkedHashMap<>();
        batch.forEach(file -> open.put(file.id(), file));
        List<UUID> all = List.copyOf(open.keySet());
        String problem = "";
        for (int round = 0; round < ROUNDS; round++) {
            cancellation.check();
            problem = putAll(attemptId, open, cancellation);
            if (!open.isEmpty()) {
                continue;
            }
            try {
                retries.run(() -> api.commit(attemptId, new ArtifactCommit(all)));
                return;
            } catch (ServerException.DigestMismatch mismatch) {
                problem = mismatch.sentence();
                batch.stream()
                        .filter(file -> mismatch.artifactIds().contains(file.id()))
                        .forEach(file -> open.put(file.id(), file));
            }
        }
        throw BuildFailedException.infrastructure(problem);
    }

    // Addresses are valid for a short time, so that every round asks for fresh ones. Returns the last problem.
    private String putAll(UUID attemptId, Map<UUID, ArtifactFile> open, Cancellation cancellation) {
        ArtifactDeclarations declarations = new ArtifactDeclarations(
                open.values().stream().map(ArtifactFile::declaration).toList());
        List<UploadTarget> targets =
                retries.call(() -> api.declare(attemptId, declarations)).targets();
        Semaphore places = new Semaphore(PARALLEL);
        List<Callable<UUID>> puts = new ArrayList<>();
        for (UploadTarget target : targets) {
            ArtifactFile file = open.get(target.artifactId());
            if (file != null) {
                puts.add(() -> put(target, file, places));
            }
        }
        String problem = "the server gave no address for some files";
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        // A cancel does not wait for large files.
        Cancellation.Registration interrupting = cancellation.onRequest(threads::shutdownNow);
        try (threads) {
            cancellation.check();
            for (Future<UUID> put : threads.invokeAll(puts)) {
                try {
                    open.remove(put.get());
                } catch (ExecutionException failed) {
                    cancellation.check();
                    problem = problemOf(failed);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (RejectedExecutionException cancelled) {
            throw new CancelledException();
        } finally {
            interrupting.remove();
        }
        return problem;
    }

    private UUID put(UploadTarget target, ArtifactFile file, Semaphore places) throws InterruptedException {
        places.acquire();
        try {
            store.put(target.url(), target.headers(), file.file());
            return file.id();
        } finally {
            places.release();
        }
    }

    private static String problemOf(ExecutionException failed) {
        if (failed.getCause() instanceof ServerException.Unavailable unavailable) {
            return unavailable.sentence();
        }
        if (failed.getCause() instanceof AgentException other) {
            throw other;
        }
        throw new IllegalStateException("an upload failed", failed.getCause());
    }
}
