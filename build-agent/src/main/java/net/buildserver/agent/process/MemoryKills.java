package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts processes that the system ended for lack of memory; where it keeps no such count, always 0. */
final class MemoryKills {
    private static final Path MACHINE = Path.of("/proc/vmstat");
    private static final String EVENTS = "memory.events";
    private static final String COUNTER = "oom_kill ";

    private final Path counters;

    private MemoryKills(Path counters) {
        this.counters = counters;
    }

    /** Returns the count of a control group and those below it. */
    static MemoryKills of(Path group) {
        return new MemoryKills(group.resolve(EVENTS));
    }

    /** Returns the count of the control group that the agent runs in, or of the whole machine where that has none. */
    static MemoryKills aroundAgent() {
        return ControlGroups.own()
                .map(MemoryKills::of)
                .filter(own -> Files.isReadable(own.counters))
                .orElseGet(() -> new MemoryKills(MACHINE));
    }

    /** Returns how many there were since the counting began. */
    long count() {
        if (!Files.isReadable(counters)) {
            return 0;
        }
        try {
            return Files.readAllLines(counters).stream()
                    .filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(COUNTER.length()).strip()))
                    .sum();
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }
}
