package net.buildserver.domain.artifact;

import java.time.Instant;

/**
 * A file that a build left behind (specification, "BuildArtifact"). It is listed only when the store holds its bytes.
 *
 * @param name file name
 * @param path path below the build's artifact folder, with {@code /}
 * @param sizeBytes size in bytes
 * @param contentType media type
 * @param sha256Hash SHA-256 of the bytes, 64 lower-case hexadecimal digits
 * @param createdAt when it was committed
 * @param downloadUrl where it is downloaded, relative to the server
 */
public record BuildArtifact(
        String name,
        String path,
        long sizeBytes,
        String contentType,
        String sha256Hash,
        Instant createdAt,
        String downloadUrl) {}
