package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Lock files and half-written packs of git commands that were ended by force, which make later commands fail. */
final class GitLocks {
    private GitLocks() {}

    /** Deletes them in the git folder {@code git}, which no git command uses. */
    static void delete(Path git) throws IOException {
        if (!Files.isDirectory(git)) {
            return;
        }
        Files.walkFileTree(git, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                // Loose objects lie in folders of two letters; there are many, and none of them is ever a lock.
                boolean loose = directory.getParent() != null
                        && directory.getParent().endsWith("objects")
                        && String.valueOf(directory.getFileName()).length() == 2;
                return loose ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".lock") || name.startsWith("tmp_pack_") || name.startsWith("tmp_idx_")) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
