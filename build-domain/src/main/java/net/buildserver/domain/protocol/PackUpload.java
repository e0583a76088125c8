package net.buildserver.domain.protocol;

import java.util.Map;

/**
 * Where one pack is put.
 *
 * @param sha256 the declared pack
 * @param url presigned URL for a PUT, valid for a short time
 * @param headers headers that the PUT must carry, since they are part of the signature
 */
public record PackUpload(String sha256, String url, Map<String, String> headers) {
    public PackUpload {
        Wire.required(sha256, "sha256");
        Wire.required(url, "url");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
}
