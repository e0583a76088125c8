package net.buildserver.agent.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.protocol.AgentCredential;
import tools.jackson.core.JacksonException;

/** Keeps the agent's identity and credential in a file that only its owner can read. */
final class IdentityFile {
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

    void write(AgentCredential credential) {
        Path fresh = file.resolveSibling("identity.json.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly(file));
            Files.write(fresh, Json.MAPPER.writeValueAsBytes(credential));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write the agent's identity", cannotWrite);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
