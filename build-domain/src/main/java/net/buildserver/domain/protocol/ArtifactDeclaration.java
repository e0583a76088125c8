package net.buildserver.domain.protocol;

import java.util.UUID;

/**
 * A file that the agent wants to upload. Declaring it again with the same identifier changes nothing and gives a fresh URL.
 *
 * @param artifactId identifier made by the agent
 * @param path path below the build's artifact folder, with {@code /}
 * @param sizeBytes size in bytes
 * @param contentType media type
 * @param sha256Hash SHA-256 in lower-case hexadecimal digits
 */
public record ArtifactDeclaration(UUID artifactId, String path, long sizeBytes, String contentType, String sha256Hash) {
    public ArtifactDeclaration {
        Wire.required(artifactId, "artifactId");
        Wire.required(path, "path");
        Wire.required(contentType, "contentType");
        Wire.required(sha256Hash, "sha256Hash");
    }
}
