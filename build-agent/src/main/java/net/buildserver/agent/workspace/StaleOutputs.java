package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.buildserver.agent.failure.LocalIoException;

/**
 * Deletes the outputs of projects that are no longer there. Otherwise a project further up would take the generated sources
 * in such an {@code obj} folder for its own.
 */
final class StaleOutputs {
    private static final Set<String> PASSED_OVER = Set.of(".git", "node_modules", "bin");

    private StaleOutputs() {}

    static void delete(Path root) {
        List<Path> stale = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    String name = String.valueOf(directory.getFileName());
                    if (!name.equals("obj")) {
                        return PASSED_OVER.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }
                    if (Files.exists(directory.resolve("project.assets.json"))
                            && !hasProject(directory.resolveSibling(""))) {
                        stale.add(directory);
                    }
                    return FileVisitResult.SKIP_SUBTREE;
                }
            });
            for (Path folder : stale) {
                FileTrees.delete(folder);
            }
        } catch (IOException cannotDelete) {
            throw new LocalIoException("cannot clean the workspace", cannotDelete);
        }
    }

    private static boolean hasProject(Path folder) throws IOException {
        try (DirectoryStream<Path> projects = Files.newDirectoryStream(folder, "*.*proj")) {
            return projects.iterator().hasNext();
        }
    }
}
