package net.buildserver.agent.artifact;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.buildserver.agent.failure.BuildFailedException;

/** Writes archives that are equal byte for byte when their content is: sorted entries, one fixed time, modes of Unix. */
final class DeterministicZip {
    // Of the first day that archives know Java also writes the time in the zone of the machine.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private DeterministicZip() {}

    static void write(Path folder, Path archive) throws IOException {
        Path root = folder.toRealPath();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(file -> name(root, file)))
                    .toList();
        }
        List<Boolean> executable = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            for (Path file : files) {
                if (!file.toRealPath().startsWith(root)) {
                    throw BuildFailedException.userCode(
                            "the published file " + name(root, file) + " is a link that leads out of its folder");
                }
                if (Files.isRegularFile(file)) {
                    ZipEntry entry = new ZipEntry(name(root, file));
                    entry.setTimeLocal(TIME);
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                    zip.closeEntry();
                    executable.add(isExecutable(file));
                }
            }
        }
        ZipModes.set(archive, executable);
    }

    // What "executable" means elsewhere is no mode of a file.
    private static boolean isExecutable(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix") && Files.isExecutable(file);
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
