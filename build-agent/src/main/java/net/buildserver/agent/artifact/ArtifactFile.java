package net.buildserver.agent.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
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
    /**
     * Makes sure that the file still is what was collected.
     *
     * @throws BuildFailedException if something wrote it meanwhile
     */
    void requireUnchanged() {
        try {
            if (Files.size(file) != size || !Digest.of(file).equals(sha256)) {
                throw BuildFailedException.userCode("the artifact " + path + " was changed while it was uploaded; some"
                        + " process of the build still writes it");
            }
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the artifact " + path, unreadable);
        }
    }

    /** Returns what the server is told of the file. */
    ArtifactDeclaration declaration() {
        return new ArtifactDeclaration(id, path, size, ContentTypes.of(path), sha256);
    }
}
