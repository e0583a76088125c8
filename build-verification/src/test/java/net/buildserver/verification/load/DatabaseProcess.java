package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The processes of a PostgreSQL server, which can be killed, stopped and started again with the options that it had. */
final class DatabaseProcess {
    private static final int PATIENCE_SECONDS = 60;

    private final Path data;
    private final DataSource source;
    private final String command;
    private Map<String, String> environment = Map.of();

    /** Finds the server whose data lie in {@code data}; {@code source} connects to it. */
    DatabaseProcess(Path data, DataSource source) {
        this.data = data;
        this.source = source;
        this.command = read("postmaster.opts").strip();
    }

    private String read(String file) {
        try {
            return Files.readString(data.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<ProcessHandle> find() {
        if (!Files.exists(data.resolve("postmaster.pid"))) {
            return Optional.empty();
        }
        return ProcessHandle.of(
                Long.parseLong(read("postmaster.pid").lines().findFirst().orElseThrow()));
    }

    private ProcessHandle running() {
        return find().orElseThrow(() -> new IllegalStateException("PostgreSQL does not run below " + data));
    }

    /** Returns the processor time of all its processes, in seconds. */
    double cpuSeconds() {
        return ProcessorTime.ofFamily(running());
    }

    /** Kills all of it at once, and starts it again after a while. */
    void crash(long awayMillis) {
        endAndStart(Signal.KILL, awayMillis);
    }

    /** Stops it in order, and starts it again after a while. */
    void restart(long awayMillis) {
        endAndStart(Signal.INT, awayMillis);
    }

    /** Starts it again with a clock that can be wrong. */
    void restartWith(WrongClock clock) {
        environment = clock.environment();
        restart(0);
    }

    private void endAndStart(Signal signal, long awayMillis) {
        ProcessHandle process = running();
        if (signal == Signal.KILL) {
            signal.sendAll(process);
        } else {
            signal.send(process);
        }
        if (!Patience.until(PATIENCE_SECONDS, () -> !process.isAlive())) {
            throw new IllegalStateException("PostgreSQL does not end.");
        }
        Patience.pause(awayMillis);
        ensureRunning();
    }

    /** Every process of it stands still for a while; connections stay open and nothing answers. */
    void freeze(long millis) {
        ProcessHandle process = running();
        Signal.STOP.sendAll(process);
        Patience.pause(millis);
        Signal.CONT.sendAll(process);
    }

    /** Starts it unless it runs, as a service manager does, and waits until it answers. */
    void ensureRunning() {
        boolean answers = Patience.until(PATIENCE_SECONDS, () -> {
            // It refuses to start while a process of the one before still ends.
            if (find().filter(ProcessHandle::isAlive).isEmpty()) {
                launch();
            }
            return answers();
        });
        if (!answers) {
            throw new IllegalStateException("PostgreSQL does not come back; see " + log());
        }
    }

    private boolean answers() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            Patience.pause(200);
            return false;
        }
    }

    private void launch() {
        List<String> shell = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root, also where there is no other user, as in containers.
            shell.addAll(List.of("unshare", "-U"));
        }
        shell.addAll(List.of("sh", "-c", "exec " + command));
        try {
            ProcessBuilder builder = new ProcessBuilder(shell)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Patience.pause(300);
    }

    private Path log() {
        return data.resolveSibling("postgres-again.log");
    }
}
