package net.buildserver.agent.process;

/**
 * What all processes of one attempt together may take; zero is no limit.
 *
 * @param memoryMb memory in MiB
 * @param cpuPercent processor time, 100 for one core
 * @param processes number of processes and threads
 */
public record GroupLimits(int memoryMb, int cpuPercent, int processes) {
    /** No limit. */
    public static final GroupLimits NONE = new GroupLimits(0, 0, 0);

    private static final int PERIOD_MICROS = 100_000;

    /** Returns the line that the controller {@code cpu} takes. */
    String cpuMax() {
        return (long) cpuPercent * PERIOD_MICROS / 100 + " " + PERIOD_MICROS;
    }
}
