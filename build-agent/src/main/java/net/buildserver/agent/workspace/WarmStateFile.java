package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import net.buildserver.agent.failure.LocalIoException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a {@link WarmState} on disk; one that cannot be read counts as empty. */
final class WarmStateFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WarmStateFile() {}

    static WarmState read(Path file) {
        try {
            return Files.exists(file) ? JSON.readValue(Files.readString(file), WarmState.class) : WarmState.EMPTY;
        } catch (IOException | JacksonException unreadable) {
            return WarmState.EMPTY;
        }
    }

    static void write(Path file, WarmState state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, JSON.writeValueAsString(state));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write the workspace's state", cannotWrite);
        }
    }
}
