package net.buildserver.agent.artifact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * Uploads files: declare, put, commit. Several files, and several parts of a large one, are put at a time. What did not arrive
 * is declared again, which gives fresh addresses for exactly what the store lacks.
 */
public final class ArtifactUploader {
    private static final int PARALLEL = 16;
    /** How often in a row a round may bring nothing to the store. */
    private static final int IDLE_ROUNDS = 5;
    /** What one batch may hold, so that its addresses outlive it. */
    private static final long BATCH_BYTES = 8L << 30;

    private final AgentApi api;
    private final Retries retries;
    private final PieceUpload upload;

    /** Creates the uploader; {@code retries} end when the attempt does. */
    public ArtifactUploader(AgentApi api, Retries retries, FileUpload store) {
        this.api = api;
        this.retries = retries;
        this.upload = new PieceUpload(store);
    }

    /**
     * Uploads {@code files} of an attempt and has them committed.
     *
     * @throws BuildFailedException if some of them cannot be uploaded
     */
    public void upload(UUID attemptId, List<ArtifactFile> files, Cancellation cancellation) {
        List<ArtifactFile> batch = new ArrayList<>();
        long bytes = 0;
        for (ArtifactFile file : files) {
            if (batch.size() == AgentProtocol.MAX_BATCH || (bytes + file.size() > BATCH_BYTES && !batch.isEmpty())) {
                uploadBatch(attemptId, batch, cancellation);
                batch.clear();
                bytes = 0;
            }
            batch.add(file);
            bytes += file.size();
        }
        if (!batch.isEmpty()) {
            uploadBatch(attemptId, batch, cancellation);
        }
    }

    private void uploadBatch(UUID attemptId, List<ArtifactFile> batch, Cancellation cancellation) {
        Map<UUID, ArtifactFile> open = new LinkedHashMap<>();
        batch.forEach(file -> open.put(file.id(), file));
        List<UUID> all = List.copyOf(open.keySet());
        int mismatches = 0;
        int idle = 0;
        while (true) {
            cancellation.check();
            Round round = putAll(attemptId, open, cancellation);
            idle = round.arrived() == 0 ? idle + 1 : 0;
            String problem = round.problem();
            if (open.isEmpty()) {
                try {
                    retries.run(() -> api.commit(attemptId, new ArtifactCommit(all)));
                    return;
                } catch (ServerException.DigestMismatch mismatch) {
                    problem = mismatch.sentence();
                    mismatches++;
                    for (ArtifactFile file : batch) {
                        if (mismatch.artifactIds().contains(file.id())) {
                            file.requireUnchanged();
                            open.put(file.id(), file);
                        }
                    }
                }
            }
            if (idle == IDLE_ROUNDS || mismatches == IDLE_ROUNDS) {
                throw BuildFailedException.infrastructure(problem);
            }
        }
    }

    private record Round(int arrived, String problem) {}

    // Addresses are valid for a short time, so that every round asks for fresh ones.
    private Round putAll(UUID attemptId, Map<UUID, ArtifactFile> open, Cancellation cancellation) {
        ArtifactDeclarations declarations = new ArtifactDeclarations(
                open.values().stream().map(ArtifactFile::declaration).toList());
        Semaphore places = new Semaphore(PARALLEL);
        List<Piece> pieces = new ArrayList<>();
        Set<UUID> missing = new HashSet<>(open.keySet());
        for (UploadTarget target :
                retries.call(() -> api.declare(attemptId, declarations)).targets()) {
            ArtifactFile file = open.get(target.artifactId());
            if (file != null) {
                pieces.addAll(Piece.of(file, target));
                missing.remove(file.id());
            }
        }
        List<Callable<Boolean>> puts = new ArrayList<>();
        pieces.forEach(piece -> puts.add(() -> put(piece, places)));
        int arrived = 0;
        String problem = "the server gave no address for some files";
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        // A cancel does not wait for large files.
        Cancellation.Registration interrupting = cancellation.onRequest(threads::shutdownNow);
        try (threads) {
            cancellation.check();
            List<Future<Boolean>> answers = threads.invokeAll(puts);
            for (int i = 0; i < answers.size(); i++) {
                try {
                    if (answers.get(i).get()) {
                        arrived++;
                        continue;
                    }
                    problem = "the artifact store refuses the addresses that it was given";
                } catch (ExecutionException failed) {
                    cancellation.check();
                    problem = problemOf(failed);
                }
                missing.add(pieces.get(i).file().id());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (RejectedExecutionException cancelled) {
            throw new CancelledException();
        } finally {
            interrupting.remove();
        }
        open.keySet().retainAll(missing);
        return new Round(arrived, problem);
    }

    private boolean put(Piece piece, Semaphore places) throws InterruptedException {
        places.acquire();
        try {
            return upload.put(piece);
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
