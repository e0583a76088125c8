package net.buildserver.agent.process;

/**
 * How a program ended.
 *
 * @param exitCode its exit code
 * @param leakedOutput whether something it started still held its output after it had ended, and was ended by force
 */
public record ProcessExit(int exitCode, boolean leakedOutput) {
    /** Returns whether the exit code is 0. */
    public boolean isSuccess() {
        return exitCode == 0;
    }
}
