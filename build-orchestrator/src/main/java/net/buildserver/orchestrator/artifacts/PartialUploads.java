package net.buildserver.orchestrator.artifacts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.protocol.UploadPart;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.orchestrator.artifacts.store.BlobParts;
import net.buildserver.orchestrator.artifacts.store.SignedPut;

/**
 * Large artifacts, which are put in parts: several at a time, and after a failure only what is missing. The store keeps the
 * parts of uploads that nobody completes, so that those of ended attempts are removed.
 */
final class PartialUploads {
    /** Smallest artifact that is put in parts, in bytes. */
    static final long FROM_SIZE = 32L << 20;

    private static final long SMALLEST_PART = 16L << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int SWEPT_AT_ONCE = 100;

    private final ArtifactRows rows;
    private final BlobParts parts;

    PartialUploads(ArtifactRows rows, BlobParts parts) {
        this.rows = rows;
        this.parts = parts;
    }

    static boolean isFor(ArtifactRow row) {
        return row.sizeBytes() >= FROM_SIZE;
    }

    /** Returns where the missing parts are put; begins the upload if there is none. */
    UploadTarget target(ArtifactRow row, Duration validity) {
        String uploadId = row.uploadId();
        if (uploadId == null) {
            uploadId = parts.begin(row.objectKey(), row.contentType());
            if (!rows.startUpload(row.id(), uploadId, partBytes(row.sizeBytes()))) {
                // Another request was faster, or the artifact is committed: there is nothing for this one to put.
                parts.abort(row.objectKey(), uploadId);
                return UploadTarget.inParts(row.id(), List.of());
            }
        }
        Map<Integer, Long> present = parts.find(row.objectKey(), uploadId);
        List<UploadPart> missing = new ArrayList<>();
        long size = partBytes(row.sizeBytes());
        int number = 1;
        for (long offset = 0; offset < row.sizeBytes(); offset += size, number++) {
            long length = Math.min(size, row.sizeBytes() - offset);
            if (present.getOrDefault(number, -1L) != length) {
                SignedPut put = parts.signPart(row.objectKey(), uploadId, number, length, validity);
                missing.add(new UploadPart(offset, length, put.url().toString(), put.headers()));
            }
        }
        return UploadTarget.inParts(row.id(), missing);
    }

    /** Makes one object of the parts, if all are there. */
    void complete(ArtifactRow row) {
        String uploadId = row.uploadId();
        if (uploadId != null) {
            long there = parts.find(row.objectKey(), uploadId).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (there == row.sizeBytes()) {
                parts.complete(row.objectKey(), uploadId);
            }
        }
    }

    /** Begins anew after an upload whose bytes were not the declared ones; one that merely lacks parts goes on. */
    void discardIfComplete(ArtifactRow row) {
        String uploadId = row.uploadId();
        if (uploadId != null && parts.find(row.objectKey(), uploadId).isEmpty()) {
            parts.abort(row.objectKey(), uploadId);
            rows.forgetUpload(row.id(), uploadId);
        }
    }

    /** Removes the parts of attempts that have ended. */
    void sweep() {
        for (ArtifactRow row : rows.abandonedUploads(SWEPT_AT_ONCE)) {
            String uploadId = row.uploadId();
            if (uploadId != null) {
                parts.abort(row.objectKey(), uploadId);
                rows.forgetUpload(row.id(), uploadId);
            }
        }
    }

    // Fewer parts for larger files: every one is an address to sign and a request to make.
    private static long partBytes(long size) {
        long wanted = Math.max(SMALLEST_PART, (size + MOST_PARTS - 1) / MOST_PARTS);
        return (wanted + SMALLEST_PART - 1) / SMALLEST_PART * SMALLEST_PART;
    }
}
