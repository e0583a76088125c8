package net.buildserver.agent.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;

/**
 * Space of a volume.
 *
 * @param freeBytes bytes that may be written
 * @param totalBytes size of the volume in bytes
 * @param freeFiles files that may be created; of no meaning if {@code totalFiles} is 0
 * @param totalFiles files that the volume can hold; 0 if it does not count them
 */
public record DiskSpace(long freeBytes, long totalBytes, long freeFiles, long totalFiles) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Measures the volume of {@code folder}; one that does not answer counts as full. */
    public static DiskSpace of(Path folder) {
        long[] files = files(folder);
        try {
            FileStore store = Files.getFileStore(folder);
            return new DiskSpace(store.getUsableSpace(), store.getTotalSpace(), files[0], files[1]);
        } catch (IOException unknown) {
            return new DiskSpace(0, 0, 0, 0);
        }
    }

    // Java does not know of inodes.
    private static long[] files(Path folder) {
        if (!Files.isExecutable(Path.of("/usr/bin/stat")) || !Files.isDirectory(Path.of("/proc/self"))) {
            return new long[] {0, 0};
        }
        List<String> lines = new ArrayList<>();
        List<String> command = List.of("/usr/bin/stat", "--file-system", "--format=%d %c", "--", folder.toString());
        if (ProcessRunner.probe(new ProcessRequest(command, folder, Map.of()), LIMIT, lines::add)
                && lines.size() == 1
                && lines.getFirst().matches("\\d{1,18} \\d{1,18}")) {
            String[] numbers = lines.getFirst().split(" ", 2);
            return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
        }
        return new long[] {0, 0};
    }
}
