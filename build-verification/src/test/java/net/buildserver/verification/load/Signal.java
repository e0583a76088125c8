package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an operating system does to a process that is not asked. */
enum Signal {
    /** Ends it at once, as a power cut does. */
    KILL,
    /** Stops it where it stands, as a machine that swaps or migrates does. */
    STOP,
    /** Lets it go on. */
    CONT,
    /** PostgreSQL: ends its sessions and stops in order. */
    INT;

    void send(ProcessHandle process) {
        send(Stream.of(process.pid()));
    }

    /** Sends it to {@code process} and all that it started. */
    void sendAll(ProcessHandle process) {
        send(Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid));
    }

    private void send(Stream<Long> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name()));
        processes.map(String::valueOf).forEach(command::add);
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
