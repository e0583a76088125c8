package net.buildserver.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A whole agent in a process of its own, which can be sent signals. */
public final class AgentProcess implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private AgentProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts an agent with the heap that its launcher gives it, and further flags. */
    public static AgentProcess start(URI server, Path work, Path sdk, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AgentMain.class.getName(),
                "--server.url",
                server.toString(),
                "--enrolment.token",
                FakeServer.ENROLMENT,
                "--work.dir",
                work.toString(),
                "--dotnet.root",
                sdk.toString(),
                "--sandbox",
                "process",
                "--git.allow-local",
                "true",
                "--disk.min-free-gb",
                "0"));
        command.addAll(List.of(flags));
        return new AgentProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("(end of output)");
        }
    }

    /** Waits for a line of its log that holds {@code text}. */
    public void awaitLine(String text) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        String line = "";
        while (!line.contains(text)) {
            line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no '" + text + "' after " + seen);
            }
            seen.add(line);
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL and waits. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the agent does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
