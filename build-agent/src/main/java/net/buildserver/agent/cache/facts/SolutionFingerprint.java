package net.buildserver.agent.cache.facts;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.domain.cache.Sha256;

/**
 * One digest over all that evaluation may read in a repository: which files there are, since patterns match them, and the
 * contents of those that MSBuild or NuGet could read. Where a project reads files by itself, it is the contents of all.
 */
public final class SolutionFingerprint {
    private static final int VERSION = 2;
    private static final Set<String> FOLDERS_OF_OUTPUTS = Set.of(".git", "bin", "obj", ".vs", "TestResults");
    private static final Set<String> READ_NAMES =
            Set.of("global.json", "nuget.config", "packages.lock.json", "packages.config", "version.json");
    private static final List<String> READ_ENDINGS = List.of(
            "proj", ".props", ".targets", ".rsp", ".sln", ".slnx", ".slnf", ".tasks", ".items", ".projitems", ".user");
    private static final List<String> READERS =
            List.of("System.IO.", "GetRegistryValue", "XmlPeek", "ReadLinesFromFile");

    private final FileDigests digests;

    /** Creates fingerprints over files with these digests. */
    public SolutionFingerprint(FileDigests digests) {
        this.digests = digests;
    }

    /** Returns the fingerprint of a repository for {@code request}. */
    public String of(Path root, SolutionRequest request) throws IOException {
        List<Path> files = list(root);
        StringBuilder text = new StringBuilder("facts\t").append(VERSION).append('\n');
        text.append(request.solution())
                .append('\n')
                .append(request.sdkVersion())
                .append('\n');
        text.append(request.arguments()).append('\n');
        text.append(new TreeMap<>(request.environment())).append('\n');
        boolean readsMore = false;
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('\\', '/');
            text.append(name.replace("\n", "%0A"));
            if (isRead(file)) {
                text.append('\t').append(digests.of(file));
                readsMore |= readsOtherFiles(file);
            }
            text.append('\n');
        }
        if (readsMore) {
            for (Path file : files) {
                text.append(digests.of(file)).append('\n');
            }
        }
        return Sha256.of(text.toString());
    }

    /** Returns a digest of the lock files, or, where there are none, of all that a restore could read. */
    public String lock(Path root, SolutionRequest request) throws IOException {
        List<Path> read =
                list(root).stream().filter(SolutionFingerprint::isRead).toList();
        List<Path> locks = read.stream()
                .filter(file -> name(file).equals("packages.lock.json"))
                .toList();
        StringBuilder text = new StringBuilder("lock\t").append(VERSION).append('\n');
        text.append(request.sdkVersion()).append('\n');
        for (Path file : locks.isEmpty() ? read : locks) {
            text.append(digests.of(file)).append('\n');
        }
        return Sha256.of(text.toString());
    }

    private static List<Path> list(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(root) && FOLDERS_OF_OUTPUTS.contains(name(folder))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static boolean isRead(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return READ_NAMES.contains(name) || READ_ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static boolean readsOtherFiles(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        return READERS.stream().anyMatch(text::contains);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
