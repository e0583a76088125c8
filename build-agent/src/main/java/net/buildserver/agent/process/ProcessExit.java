package net.buildserver.agent.process;

/**
 * How a program ended.
 *
 * @param exitCode its exit code
 */
public record ProcessExit(int exitCode) {
    /** Returns whether the exit code is 0. */
    public boolean isSuccess() {
        return exitCode == 0;
    }
}
