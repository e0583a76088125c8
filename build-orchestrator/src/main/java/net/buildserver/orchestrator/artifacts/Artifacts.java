package net.buildserver.orchestrator.artifacts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.artifact.BuildArtifact;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.orchestrator.artifacts.store.BlobDescription;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.SignedPut;
import net.buildserver.orchestrator.lease.AttemptFence;

/** Artifacts: declaring, committing, listing, downloading. No transaction is open while the store is asked. */
public class Artifacts {
    private static final Duration UPLOAD_VALIDITY = Duration.ofMinutes(15);
    private static final int ID_IN_URL = 4;
    private static final Duration DOWNLOAD_VALIDITY = Duration.ofSeconds(60);

    private final ArtifactRows rows;
    private final AttemptFence fence;
    private final BlobStore store;
    private final StoredBytes bytes;
    private final PartialUploads partial;
    private final Counter stored;

    Artifacts(ArtifactRows rows, AttemptFence fence, BlobStore store, PartialUploads partial, MeterRegistry metrics) {
        this.rows = rows;
        this.partial = partial;
        this.fence = fence;
        this.store = store;
        this.bytes = new StoredBytes(store);
        this.stored = Counter.builder("build.server.artifact")
                .baseUnit("bytes")
                .description("Bytes of artifacts that were committed")
                .register(metrics);
    }

    /**
     * Notes files that the agent wants to upload; doing it again gives fresh URLs.
     *
     * @throws InvalidArtifactException if a path, digest, size or media type is not acceptable, or a path is taken
     * @throws net.buildserver.orchestrator.lease.StaleAttemptException if the attempt is not this agent's
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if the attempt has ended
     */
    public UploadTargets declare(UUID attemptId, String agentId, List<ArtifactDeclaration> declarations) {
        fence.require(attemptId, agentId);
        DeclarationRules.check(declarations);
        rows.declare(attemptId, agentId, declarations);
        Map<UUID, ArtifactRow> noted = rows.find(
                attemptId,
                declarations.stream().map(ArtifactDeclaration::artifactId).toList());
        refuseOthers(attemptId, agentId, declarations, noted);
        List<UploadTarget> targets = new ArrayList<>();
        for (ArtifactRow row : noted.values()) {
            targets.add(target(row));
        }
        return new UploadTargets(targets);
    }

    /**
     * Lists the artifacts from now on, if the store holds their bytes; doing it again changes nothing.
     *
     * @throws DigestMismatchException if the store lacks some of the bytes or holds others; none is committed then
     * @throws net.buildserver.orchestrator.lease.StaleAttemptException if the attempt is not this agent's
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if the attempt has ended
     */
    public void commit(UUID attemptId, String agentId, List<UUID> artifactIds) {
        fence.require(attemptId, agentId);
        if (artifactIds.isEmpty()) {
            return;
        }
        Map<UUID, ArtifactRow> declared = rows.find(attemptId, artifactIds);
        List<ArtifactRow> open = declared.values().stream()
                .filter(row -> row.committedAt() == null)
                .toList();
        List<UUID> mismatches = new ArrayList<>(
                artifactIds.stream().filter(id -> !declared.containsKey(id)).toList());
        open.forEach(partial::complete);
        List<ArtifactRow> others = bytes.mismatches(open);
        others.forEach(partial::discardIfComplete);
        others.stream().map(ArtifactRow::id).forEach(mismatches::add);
        if (!mismatches.isEmpty()) {
            throw new DigestMismatchException(mismatches);
        }
        rows.commit(attemptId, agentId, artifactIds);
        fence.require(attemptId, agentId);
        stored.increment(open.stream().mapToDouble(ArtifactRow::sizeBytes).sum());
    }

    /** Returns the artifacts of the build, ordered by path: those of its current attempt whose bytes are in the store. */
    public List<BuildArtifact> of(UUID buildId) {
        return rows.ofBuild(buildId).stream().map(ArtifactRow::toArtifact).toList();
    }

    /**
     * Returns a URL from which the artifact can be downloaded for a minute.
     *
     * @throws UnknownArtifactException if there is none
     */
    public URI download(UUID artifactId) {
        ArtifactRow artifact = rows.visible(artifactId).orElseThrow(() -> new UnknownArtifactException(artifactId));
        return store.signGet(artifact.objectKey(), artifact.fileName(), artifact.contentType(), DOWNLOAD_VALIDITY);
    }

    /** Opens the bytes of an artifact that {@link #of} lists; the caller closes it. */
    public InputStream open(BuildArtifact artifact) {
        UUID id = UUID.fromString(artifact.downloadUrl().split("/", -1)[ID_IN_URL]);
        return store.read(rows.visible(id)
                .orElseThrow(() -> new UnknownArtifactException(id))
                .objectKey());
    }

    private UploadTarget target(ArtifactRow row) {
        if (PartialUploads.isFor(row)) {
            return partial.target(row, UPLOAD_VALIDITY);
        }
        SignedPut put = store.signPut(
                row.objectKey(),
                new BlobDescription(row.sizeBytes(), row.contentType(), row.sha256()),
                UPLOAD_VALIDITY);
        return UploadTarget.whole(row.id(), put.url().toString(), put.headers());
    }

    private void refuseOthers(
            UUID attemptId, String agentId, List<ArtifactDeclaration> declarations, Map<UUID, ArtifactRow> noted) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < declarations.size(); i++) {
            ArtifactRow row = noted.get(declarations.get(i).artifactId());
            if (row == null || !row.isSameAs(declarations.get(i))) {
                violations.add(DeclarationRules.duplicate("artifacts[" + i + "]."));
            }
        }
        if (!violations.isEmpty()) {
            // The attempt may have ended while the rows were written: that is the better answer.
            fence.require(attemptId, agentId);
            throw new InvalidArtifactException(violations);
        }
    }
}
