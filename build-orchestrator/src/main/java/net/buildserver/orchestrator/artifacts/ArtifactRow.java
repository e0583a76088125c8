package net.buildserver.orchestrator.artifacts;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.artifact.BuildArtifact;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import org.jspecify.annotations.Nullable;

/** An artifact as its row has it. */
record ArtifactRow(
        UUID id,
        String path,
        long sizeBytes,
        String contentType,
        String sha256,
        String objectKey,
        @Nullable Instant committedAt,
        @Nullable String uploadId,
        @Nullable Long partBytes) {
    boolean isSameAs(ArtifactDeclaration declaration) {
        return path.equals(declaration.path())
                && sizeBytes == declaration.sizeBytes()
                && sha256.equals(declaration.sha256Hash());
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    BuildArtifact toArtifact() {
        Instant createdAt = committedAt == null ? Instant.EPOCH : committedAt;
        return new BuildArtifact(
                fileName(), path, sizeBytes, contentType, sha256, createdAt, "/api/v1/artifacts/" + id + "/download");
    }
}
