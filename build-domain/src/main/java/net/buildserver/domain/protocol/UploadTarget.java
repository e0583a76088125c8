package net.buildserver.domain.protocol;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where one file is put: as a whole, or, if it is large, in parts.
 *
 * @param artifactId the declared file
 * @param url presigned URL for a PUT, valid for a short time; empty if the file is put in parts
 * @param headers headers that the PUT must carry, since they are part of the signature
 * @param parts the parts that the store does not have yet, or null if the file is put as a whole; none if the store has all
 */
public record UploadTarget(
        UUID artifactId,
        String url,
        Map<String, String> headers,
        @Nullable List<UploadPart> parts) {
    public UploadTarget {
        Wire.required(artifactId, "artifactId");
        Wire.required(url, "url");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        parts = parts == null ? null : List.copyOf(parts);
    }

    /** Returns the target of a file that is put as a whole. */
    public static UploadTarget whole(UUID artifactId, String url, Map<String, String> headers) {
        return new UploadTarget(artifactId, url, headers, null);
    }

    /** Returns the target of a file that is put in parts, of which {@code parts} are missing. */
    public static UploadTarget inParts(UUID artifactId, List<UploadPart> parts) {
        return new UploadTarget(artifactId, "", Map.of(), parts);
    }
}
