package net.buildserver.agent.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes folders with everything in them, never through symbolic links. */
public final class FileTrees {
    private FileTrees() {}

    /** Deletes {@code root}; a missing one is fine. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.deleteIfExists(file);
                } catch (AccessDeniedException readOnly) {
                    // Git's objects are read-only, which Windows takes for a reason not to delete them.
                    unlock(file, readOnly);
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // A folder without permissions, as tests like to leave behind; its owner may change that.
                unlock(file, failure);
                delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void unlock(Path path, IOException failure) throws IOException {
        File file = path.toFile();
        boolean unlocked = file.setReadable(true) && file.setWritable(true) && file.setExecutable(true);
        if (!unlocked || !Files.isReadable(path)) {
            throw failure;
        }
    }

    /** Deletes {@code root} as far as it can; what stays is deleted at the next start. */
    public static void deleteQuietly(Path root) {
        try {
            delete(root);
        } catch (IOException stays) {
            // Somebody else's file or a folder in use; it costs space, not correctness.
        }
    }
}
