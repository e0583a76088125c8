package net.buildserver.verification.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.buildserver.verification.endtoend.Installation;
import net.buildserver.verification.endtoend.Partition;

/** A real agent, its line to the server and its disk, all of which can fail. */
final class AgentUnderFaults implements Closeable {
    private static final int STOP_SECONDS = 60;
    private static final int DISK_MEGABYTES = 256;
    private static final List<AgentFault> FAULTS = List.of(AgentFault.values());

    private final String name;
    private final Path console;
    private final Partition line;
    private final SmallDisk disk;
    private final List<String> command;
    private Process process;

    /**
     * What an agent is started with.
     *
     * @param token of the enrolment
     * @param flags further flags
     */
    record Start(URI server, String token, Path folder, List<String> flags) {}

    AgentUnderFaults(String name, Start start) {
        this.name = name;
        this.console = start.folder().resolve(name + ".log");
        this.line = Partition.before(start.server());
        this.disk = SmallDisk.at(start.folder().resolve(name), DISK_MEGABYTES);
        this.command = new ArrayList<>(List.of(
                Installation.agentLauncher().toString(),
                "--server.url=" + line.url(),
                "--enrolment.token=" + start.token(),
                "--work.dir=" + disk.folder().resolve("work"),
                "--name=" + name,
                "--git.allow-local=true",
                "--disk.min-free-gb=0"));
        command.addAll(start.flags());
        this.process = launch();
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets one thing fail, and makes it good again; returns what it was. */
    AgentFault fail(Random random) {
        AgentFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        int millis = 300 + random.nextInt(4_700);
        switch (fault) {
            case KILL -> restart(millis / 4);
            case FREEZE -> freeze(millis);
            case CUT -> partition(Partition.State.CUT, millis);
            case DEAD_LINE -> partition(Partition.State.DEAD, millis);
            case FULL_DISK -> fill(millis);
        }
        return fault;
    }

    private void restart(int millis) {
        process.destroyForcibly();
        awaitEnd();
        Patience.pause(millis);
        process = launch();
    }

    private void freeze(int millis) {
        Signal.STOP.send(process.toHandle());
        Patience.pause(millis);
        Signal.CONT.send(process.toHandle());
    }

    private void partition(Partition.State state, int millis) {
        line.become(state);
        Patience.pause(millis);
        line.become(Partition.State.WHOLE);
    }

    private void fill(int millis) {
        if (!disk.isSmall()) {
            return;
        }
        disk.fill();
        Patience.pause(millis);
        disk.release();
        // An agent that cannot even start on a full disk says so and ends; its service manager starts it again.
        ensureAlive();
    }

    /** Starts it again if it has ended, as a service manager does. */
    void ensureAlive() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    boolean canFillDisk() {
        return disk.isSmall();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The agent " + name + " did not stop; see " + console);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        awaitEnd();
        line.close();
        disk.close();
    }
}
