package net.buildserver.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.buildserver.agent.failure.LocalIoException;

/** A log that can be read from any place, and may grow. */
public interface LogSource {
    /** Reads from {@code offset} on into {@code buffer} and returns how many bytes were there. */
    int read(byte[] buffer, long offset);

    /** Returns the log that an earlier process left in {@code path}. */
    static LogSource left(Path path) {
        return (buffer, offset) -> {
            if (!Files.exists(path)) {
                return 0;
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                return Math.max(0, channel.read(ByteBuffer.wrap(buffer), offset));
            } catch (IOException unreadable) {
                throw new LocalIoException("cannot read the build's log", unreadable);
            }
        };
    }
}
