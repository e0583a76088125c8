package net.buildserver.verification.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor time of processes, as Linux counts it in hundredths of a second. */
final class ProcessorTime {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int KERNEL = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int KERNEL_OF_ENDED_CHILDREN = 14;

    private ProcessorTime() {}

    /** Returns the seconds that {@code process} has used. */
    static double of(ProcessHandle process) {
        long[] fields = fields(process);
        return fields.length == 0 ? 0 : (fields[USER] + fields[KERNEL]) / TICKS_PER_SECOND;
    }

    /** Returns the seconds that {@code process} and its children have used, also those that ended. */
    static double ofFamily(ProcessHandle process) {
        long[] fields = fields(process);
        double ended = fields.length == 0
                ? 0
                : (fields[USER_OF_ENDED_CHILDREN] + fields[KERNEL_OF_ENDED_CHILDREN]) / TICKS_PER_SECOND;
        return of(process)
                + ended
                + process.children().mapToDouble(ProcessorTime::of).sum();
    }

    /** Returns the numbers after the process's state, none if it has ended. */
    private static long[] fields(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long[] fields = new long[USER_OF_ENDED_CHILDREN + 2];
            for (int index = 1; index < fields.length; index++) {
                fields[index] = Long.parseLong(words[index]);
            }
            return fields;
        } catch (IOException ended) {
            return new long[0];
        }
    }
}
