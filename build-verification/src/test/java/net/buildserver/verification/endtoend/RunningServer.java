package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A standalone server as a process of its own, with its data in a folder that outlives it. */
final class RunningServer implements AutoCloseable {

    static final String PASSWORD = "end-to-end-password";

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final URI url;

    private RunningServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a server with its agent beside it. */
    static RunningServer withAgent(Path data, Dotnet dotnet) {
        return withAgent(data, dotnet, Map.of());
    }

    /** Starts a server with its agent beside it, both with further variables in their environment. */
    static RunningServer withAgent(Path data, Dotnet dotnet, Map<String, String> environment) {
        return start(data, freePort(), agentArguments(dotnet), environment);
    }

    /** Starts a server alone, for example for an agent that outlived the one before. */
    static RunningServer withoutAgent(Path data, int port) {
        return start(data, port, List.of(), Map.of());
    }

    static List<String> agentArguments(Dotnet dotnet) {
        var arguments = new ArrayList<>(List.of(
                "--agent-launcher",
                Installation.agentLauncher().toString(),
                "--dotnet-root",
                dotnet.root().toString()));
        dotnet.feed().ifPresent(feed -> arguments.addAll(List.of("--nuget-source", feed.toString())));
        return arguments;
    }

    private static RunningServer start(Path data, int port, List<String> more, Map<String, String> environment) {
        var command = new ArrayList<>(Installation.serverJava());
        command.addAll(List.of(
                Installation.KEEP_CLASSES,
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Installation.serverJar().toString(),
                "--standalone",
                "--no-sample",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port)));
        command.addAll(more);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BUILD_SERVER_ADMIN_PASSWORD", PASSWORD);
        builder.environment().putAll(environment);
        builder.environment().put("NUGET_CERT_REVOCATION_MODE", "offline");
        try {
            Files.createDirectories(data);
            var console = data.resolve("console.log");
            var process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                    .start();
            var server = new RunningServer(process, URI.create("http://127.0.0.1:" + port));
            try {
                server.awaitReady(console);
            } catch (RuntimeException | AssertionError notReady) {
                process.destroyForcibly();
                throw notReady;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path console) {
        try (var api = new ApiClient(url)) {
            Eventually.find("server on " + url + " to be ready; see " + console, START_LIMIT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the server ended with " + process.exitValue());
                }
                try {
                    return Optional.of(api.get("/actuator/health/readiness"));
                } catch (NoAnswerException | AssertionError notYet) {
                    return Optional.empty();
                }
            });
        }
    }

    /** A client that is logged in as the first admin. */
    ApiClient admin() {
        var api = new ApiClient(url);
        api.logIn("admin", PASSWORD);
        return api;
    }

    URI url() {
        return url;
    }

    /** The agent that the server started. */
    ProcessHandle agent() {
        return process.children()
                .filter(child -> child.info().commandLine().orElse("").contains("build-agent"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the server has started no agent"));
    }

    /** Ends the server as a power cut would: its agent and its services are left behind. */
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
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("the server did not stop within " + STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
