package net.buildserver.domain.protocol;

import java.util.Map;
import java.util.UUID;

/**
 * Where one file is put.
 *
 * @param artifactId the declared file
 * @param url presigned URL for a PUT, valid for a short time
 * @param headers headers that the PUT must carry, since they are part of the signature
 */
public record UploadTarget(UUID artifactId, String url, Map<String, String> headers) {
    public UploadTarget {
        Wire.required(artifactId, "artifactId");
        Wire.required(url, "url");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
}
