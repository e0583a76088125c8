package net.buildserver.agent.process;

/**
 * What one attempt may take, looked at from outside while it runs; zero is no limit.
 *
 * @param memoryMb memory in MiB that its processes have for themselves
 * @param processes number of processes and threads
 * @param diskMb size of its workspace and temporary folder in MiB
 */
public record UsageLimits(int memoryMb, int processes, int diskMb) {
    /** No limit. */
    public static final UsageLimits NONE = new UsageLimits(0, 0, 0);

    /** Returns the limits that are left when control groups hold some of them already. */
    public UsageLimits without(boolean memory, boolean number) {
        return new UsageLimits(memory ? 0 : memoryMb, number ? 0 : processes, diskMb);
    }
}
