package net.buildserver.agent.cache.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Turns paths of a manifest into files below a folder, and nothing else. */
final class SafePaths {
    private final Path root;

    SafePaths(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * Returns the file for {@code path} with its folder made.
     *
     * @throws PackException if it would lie outside of the root, by its name or by a link in the workspace
     */
    Path target(String path) throws IOException {
        check(path);
        Path folder = root;
        List<String> parts = List.of(path.split("/"));
        for (String part : parts.subList(0, parts.size() - 1)) {
            folder = folder.resolve(part);
            if (Files.isSymbolicLink(folder)) {
                throw new PackException("the folder " + root.relativize(folder) + " is a link");
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
            }
        }
        Path file = folder.resolve(parts.getLast());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new PackException("a folder stands where the file " + path + " belongs");
        }
        return file;
    }

    static void check(String path) {
        boolean odd = path.isEmpty()
                || path.startsWith("/")
                || path.endsWith("/")
                || path.indexOf('\0') >= 0
                || path.indexOf('\\') >= 0
                || path.matches("[A-Za-z]:.*");
        if (odd || List.of(path.split("/")).stream().anyMatch(SafePaths::leads)) {
            throw new PackException("a pack names the file '" + path + "'");
        }
    }

    private static boolean leads(String part) {
        return part.isEmpty() || part.equals(".") || part.equals("..") || part.equalsIgnoreCase(".git");
    }
}
