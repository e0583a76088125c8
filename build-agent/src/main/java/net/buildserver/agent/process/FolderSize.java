package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Adds up files below folders that somebody changes meanwhile; links are not followed. */
final class FolderSize extends SimpleFileVisitor<Path> {
    private final long enough;
    private long bytes;

    private FolderSize(long enough) {
        this.enough = enough;
    }

    /** Returns whether the files below {@code folders} have more than {@code limit} bytes together. */
    static boolean exceeds(Iterable<Path> folders, long limit) {
        FolderSize size = new FolderSize(limit);
        for (Path folder : folders) {
            try {
                Files.walkFileTree(folder, size);
            } catch (IOException gone) {
                // It is looked at again.
            }
        }
        return size.bytes > limit;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        bytes += attributes.size();
        return bytes > enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
        return FileVisitResult.CONTINUE;
    }
}
