package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the processes of an attempt take together.
 *
 * @param memoryKb memory that they do not share with files, in KiB
 * @param threads number of their threads
 */
record ProcessUsage(long memoryKb, long threads) {
    private static final Set<String> MEMORY = Set.of("RssAnon", "RssShmem");

    static ProcessUsage of(String attemptId) {
        long memory = 0;
        long threads = 0;
        for (ProcessHandle process : ProcessSweep.find(attemptId)) {
            for (String line : status(process.pid())) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? "" : line.substring(0, colon);
                if (MEMORY.contains(name)) {
                    memory += number(line);
                } else if (name.equals("Threads")) {
                    threads += number(line);
                }
            }
        }
        return new ProcessUsage(memory, threads);
    }

    private static List<String> status(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static long number(String line) {
        String digits = line.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
