package net.buildserver.agent.loop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.buildserver.agent.failure.LocalIoException;
import org.jspecify.annotations.Nullable;

/** The agent's data folder, locked so that no second agent can use it. */
public final class WorkDir implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private WorkDir(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Opens the folder and creates what it lacks.
     *
     * @throws FatalException if another process uses it, or it cannot be written
     */
    public static WorkDir open(Path root) {
        try {
            Files.createDirectories(root);
            Path real = root.toRealPath();
            Files.createDirectories(real.resolve("home"));
            FileChannel channel =
                    FileChannel.open(real.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new FatalException(
                        ExitCode.LOCKED, "Another agent uses " + root + "; give each agent a work.dir of its own.");
            }
            return new WorkDir(real, channel);
        } catch (IOException unusable) {
            throw new FatalException(ExitCode.CONFIGURATION, "work.dir " + root + " cannot be used: " + unusable);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable Object lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Returns the folder {@code name} in it. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** Returns the folder. */
    public Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException cannotUnlock) {
            throw new LocalIoException("cannot unlock the work folder", cannotUnlock);
        }
    }
}
