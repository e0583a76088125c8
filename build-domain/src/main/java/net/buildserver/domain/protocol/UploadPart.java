package net.buildserver.domain.protocol;

import java.util.Map;

/**
 * Where one part of a large file is put.
 *
 * @param offset place in the file, in bytes
 * @param sizeBytes size of the part, in bytes
 * @param url presigned URL for a PUT, valid for a short time
 * @param headers headers that the PUT must carry, since they are part of the signature
 */
public record UploadPart(long offset, long sizeBytes, String url, Map<String, String> headers) {
    public UploadPart {
        Wire.required(url, "url");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
}
