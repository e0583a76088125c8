package net.buildserver.agent.process;

import java.util.Map;
import java.util.Optional;

/**
 * How a program ended.
 *
 * @param exitCode its exit code; 128 and the signal's number for one that a signal ended
 * @param outOfMemory whether it failed since the system ended processes of its attempt for lack of memory
 */
public record ProcessExit(int exitCode, boolean outOfMemory) {
    // SIGKILL and SIGTERM. Other codes of this range are dotnet's own as well: 155 says that there is no such SDK.
    private static final Map<Integer, String> SENT = Map.of(137, "SIGKILL", 143, "SIGTERM");

    /** Creates the end of a program of which nothing but the exit code is known. */
    public ProcessExit(int exitCode) {
        this(exitCode, false);
    }

    /** Returns whether the exit code is 0. */
    public boolean isSuccess() {
        return exitCode == 0;
    }

    /** Returns who ended the program, if it did not end of itself; the agent's own signals lead to no exit at all. */
    public Optional<String> endedBy() {
        if (outOfMemory) {
            return Optional.of("the system, since the memory was used up");
        }
        return Optional.ofNullable(SENT.get(exitCode)).map(signal -> signal + ", which the agent did not send");
    }
}
