package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many processes the system has ended for lack of memory since it started; Linux only, elsewhere always 0. */
final class MemoryKills {
    private static final Path COUNTERS = Path.of("/proc/vmstat");
    private static final String COUNTER = "oom_kill ";

    private MemoryKills() {}

    static long count() {
        if (!Files.isReadable(COUNTERS)) {
            return 0;
        }
        try {
            return Files.readAllLines(COUNTERS).stream()
                    .filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(COUNTER.length()).strip()))
                    .sum();
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }
}
