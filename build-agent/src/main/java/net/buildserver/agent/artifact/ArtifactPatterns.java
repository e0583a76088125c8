package net.buildserver.agent.artifact;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files of a checkout are artifacts: patterns with {@code *}, {@code ?} and <code>**</code>, separated by semicolons;
 * those that begin with {@code !} take files out again. Folders behind links are not entered.
 */
public final class ArtifactPatterns {
    private final List<Pattern> wanted = new ArrayList<>();
    private final List<Pattern> unwanted = new ArrayList<>();

    /** Reads patterns such as <code>out/**&#47;*.txt;!**&#47;obj/**</code>. */
    public ArtifactPatterns(String patterns) {
        for (String one : patterns.split("[;\\n]", -1)) {
            String pattern = one.strip().replace('\\', '/');
            if (pattern.startsWith("!")) {
                unwanted.add(regex(pattern.substring(1)));
            } else if (!pattern.isEmpty()) {
                wanted.add(regex(pattern));
            }
        }
    }

    /** Returns the matching files below {@code root}, as paths relative to it, in their order. */
    public List<Path> find(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(root.resolve(".git")) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path path = root.relativize(file);
                if (matches(path.toString().replace('\\', '/')) && !Files.isDirectory(file)) {
                    found.add(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /** Returns whether a file of this name, relative to the checkout, is one. */
    public boolean matches(String path) {
        return wanted.stream().anyMatch(pattern -> pattern.matcher(path).matches())
                && unwanted.stream().noneMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        int at = pattern.startsWith("./") ? 2 : 0;
        while (at < pattern.length()) {
            if (pattern.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 3;
            } else if (pattern.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                char one = pattern.charAt(at++);
                regex.append(
                        switch (one) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            default -> Pattern.quote(String.valueOf(one));
                        });
            }
        }
        return Pattern.compile(regex + (pattern.endsWith("/") ? ".*" : ""), Pattern.DOTALL);
    }
}
