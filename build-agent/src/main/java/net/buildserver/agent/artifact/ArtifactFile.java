package net.buildserver.agent.artifact;

import java.nio.file.Path;
import java.util.UUID;
import net.buildserver.domain.protocol.ArtifactDeclaration;

/**
 * A file to upload.
 *
 * @param id identifier made by the agent
 * @param path path below the build's artifact folder
 * @param file where it lies
 * @param size size in bytes
 * @param sha256 SHA-256 in lower-case hexadecimal digits
 */
public record ArtifactFile(UUID id, String path, Path file, long size, String sha256) {
    /** Returns what the server is told of the file. */
    ArtifactDeclaration declaration() {
        return new ArtifactDeclaration(id, path, size, ContentTypes.of(path), sha256);
    }
}
