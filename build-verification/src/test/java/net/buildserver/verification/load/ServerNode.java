package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.buildserver.verification.endtoend.Installation;
import tools.jackson.databind.json.JsonMapper;

/** One server as a process of its own, as it runs in production. */
final class ServerNode implements AutoCloseable {
    static final String PASSWORD = "load-test-password-1";
    private static final int START_SECONDS = 240;
    private static final int STOP_SECONDS = 40;

    private final Process process;
    private final URI url;
    private final Path console;

    private ServerNode(Process process, URI url, Path console) {
        this.process = process;
        this.url = url;
        this.console = console;
    }

    /** Starts a server on {@code port} and waits until it is ready. */
    static ServerNode start(Path folder, int port, Map<String, String> properties) {
        return start(folder, port, properties, Map.of());
    }

    /** Starts a server with more in its environment. */
    static ServerNode start(Path folder, int port, Map<String, String> properties, Map<String, String> environment) {
        List<String> command = new ArrayList<>(Installation.serverJava());
        command.addAll(List.of("-Xmx512m", "-jar", Installation.serverJar().toString(), "--server.port=" + port));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        String recording = System.getProperty("recording");
        if (recording != null) {
            command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        Path console = console(folder, port);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("BUILD_SERVER_ADMIN_PASSWORD", PASSWORD);
        try {
            Files.createDirectories(folder);
            ServerNode node = new ServerNode(builder.start(), URI.create("http://127.0.0.1:" + port), console);
            node.awaitReady();
            return node;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns where the server on {@code port} writes what it says. */
    static Path console(Path folder, int port) {
        return folder.resolve("server-" + port + ".log");
    }

    private void awaitReady() {
        boolean ready = Patience.until(START_SECONDS, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended; see " + console);
            }
            try (Wire wire = new Wire(url)) {
                return wire.get("/actuator/health/readiness", "").status() == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
        if (!ready) {
            process.destroyForcibly();
            throw new IllegalStateException("The server did not become ready; see " + console);
        }
    }

    /** Returns an access token of the first admin. */
    String adminToken() {
        try (Wire wire = new Wire(url)) {
            Wire.Answer answer =
                    wire.post("/api/v1/auth/token", "", "{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}");
            return JsonMapper.shared()
                    .readTree(answer.text())
                    .get("accessToken")
                    .asString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI url() {
        return url;
    }

    int port() {
        return url.getPort();
    }

    /** Returns the CPU time that the process has used, in seconds. */
    double cpuSeconds() {
        return ProcessorTime.of(process.toHandle());
    }

    /** Returns the resident memory of the process, in MiB. */
    long residentMiB() {
        return read("/proc/%d/status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    private String read(String pattern) {
        try {
            return Files.readString(Path.of(pattern.formatted(process.pid())));
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Stops the process where it stands, or lets it go on, as a busy machine does. */
    void freeze(boolean frozen) {
        (frozen ? Signal.STOP : Signal.CONT).send(process.toHandle());
    }

    /** Ends the process as a power cut would. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The server did not stop; see " + console);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
