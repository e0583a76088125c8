package net.buildserver.agent.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.protocol.AgentCredential;
import tools.jackson.core.JacksonException;

/** Keeps the agent's identity and credential in a file that only its owner can read. */
final class IdentityFile {
    private static final int ROOM = 1024;

    private final Path file;

    IdentityFile(Path workDir) {
        this.file = workDir.resolve("identity.json");
    }

    Optional<AgentCredential> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(file, AgentCredential.class));
        } catch (JacksonException unreadable) {
            throw new FatalException(
                    ExitCode.CONFIGURATION,
                    "The identity file " + file + " cannot be read; delete it to register the agent anew.");
        }
    }

    /** Takes the room that an identity needs: on a full disk, nobody must be registered who could not be kept. */
    void reserve() {
        try {
            Files.deleteIfExists(fresh());
            Files.createFile(fresh(), ownerOnly(file));
            Files.write(fresh(), padded(new byte[0]), StandardOpenOption.SYNC);
        } catch (IOException noRoom) {
            throw new LocalIoException("there is no room for the agent's identity", noRoom);
        }
    }

    /** Keeps an identity in the room that was reserved for it. */
    void write(AgentCredential credential) {
        try {
            byte[] json = padded(Json.MAPPER.writeValueAsBytes(credential));
            Files.write(fresh(), json, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write the agent's identity", cannotWrite);
        }
    }

    private Path fresh() {
        return file.resolveSibling("identity.json.new");
    }

    // Blanks after its end are no part of a JSON document.
    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, Math.max(json.length, ROOM));
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
