package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server and one agent, for the programs of {@code measure} that are about the agent itself. Its SDK is a script that runs the
 * file {@code build.sh} of the repository, or a real one.
 */
public final class AgentUnderMeasurement implements AutoCloseable {

    private static final int LIMIT_SECONDS = 60;

    private final Path folder = Installation.workFolder("agent-" + UUID.randomUUID());
    private final RunningServer server;
    private final ApiClient api;
    private final List<String> command;
    private @Nullable Process process;

    private AgentUnderMeasurement(@Nullable Dotnet real) {
        this.server = RunningServer.withoutAgent(folder.resolve("data"), RunningServer.freePort());
        this.api = server.admin();
        var token = api.post("/api/v1/enrolment-tokens", Map.of("description", "measured"), 201)
                .path("token")
                .asString();
        var dotnet = real == null ? scripted() : real;
        this.command = new ArrayList<>(List.of(
                Installation.agentLauncher().toString(),
                "--server-url=" + server.url(),
                "--enrolment-token=" + token,
                "--work-dir=" + folder.resolve("work"),
                "--name=measured",
                "--git-allow-local=true",
                "--dotnet-root=" + dotnet.root()));
        if (real == null) {
            command.add("--sandbox=process");
        }
        dotnet.feed().ifPresent(feed -> command.add("--nuget-sources=" + feed));
    }

    /** Starts a server; its agent runs scripts. */
    public static AgentUnderMeasurement withScripts() {
        return new AgentUnderMeasurement(null);
    }

    /** Starts a server; its agent runs a real SDK. */
    public static AgentUnderMeasurement withSdk() {
        return new AgentUnderMeasurement(Dotnet.find());
    }

    /**
     * What became of a build.
     *
     * @param status how it ended
     * @param message why
     * @param stages how long its stages took
     * @param files paths of its artifacts
     * @param log its log
     */
    public record Outcome(
            String status, String message, Map<String, Duration> stages, List<String> files, String log) {}

    /** Starts the agent and returns how long it took from the command to its saying that it is ready. */
    public Duration startAgent() {
        try {
            var start = System.nanoTime();
            var started = new ProcessBuilder(command).redirectErrorStream(true).start();
            process = started;
            var ready = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> listen(started, ready));
            if (!ready.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the agent is not ready");
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void listen(Process started, CountDownLatch ready) {
        try (var lines = started.inputReader()) {
            lines.lines().filter(line -> line.contains("ready, ")).forEach(line -> ready.countDown());
        } catch (IOException | UncheckedIOException ended) {
            // So did the agent.
        }
    }

    /** Ends the agent as its service manager does, and waits for that. */
    public void stopAgent() {
        end(false);
    }

    /** Ends the agent as a crash does. */
    public void killAgent() {
        end(true);
    }

    private void end(boolean atOnce) {
        var running = process;
        if (running == null) {
            return;
        }
        try {
            if (atOnce) {
                running.destroyForcibly();
            } else {
                running.toHandle().destroy();
            }
            if (!running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the agent does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns a line of the agent's status in {@code /proc}, such as {@code VmRSS}, in bytes. */
    public long memory(String line) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(agent().pid()), "status"))) {
            return lines.filter(one -> one.startsWith(line + ":"))
                    .mapToLong(one -> Long.parseLong(one.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process agent() {
        if (process == null) {
            throw new IllegalStateException("the agent was not started");
        }
        return process;
    }

    /** Returns a folder for the files of a repository. */
    public Path newFolder() {
        return folder.resolve("repository-" + UUID.randomUUID());
    }

    /** Commits what is in {@code repository} with {@code files}, builds {@code solution} and waits for the end. */
    public Outcome build(Path repository, Map<String, String> files, String solution, Map<String, String> properties) {
        return awaited(submit(repository, files, solution, properties));
    }

    /** Builds a repository that was built before. */
    public Outcome buildAgain(Path repository, String solution) {
        return awaited(submit(new Repository(repository, ""), solution, Map.of()));
    }

    /** Starts a build of a script that goes on until it is ended, and waits until the script has written {@code sign}. */
    public Running start(String script, String sign) {
        var build = submit(newFolder(), scripted(script), "App.sln", Map.of());
        Eventually.find(
                "the script",
                Duration.ofSeconds(LIMIT_SECONDS),
                () -> build.log().lines().anyMatch(line -> line.endsWith(sign))
                        ? java.util.Optional.of(true)
                        : java.util.Optional.empty());
        return new Running(build);
    }

    /** Returns the files of a repository whose build runs {@code script}. */
    public static Map<String, String> scripted(String script) {
        return Map.of("App.sln", "\"App.csproj\"\n", "build.sh", script);
    }

    /** A build that goes on. */
    public static final class Running {
        private final Build build;

        private Running(Build build) {
            this.build = build;
        }

        /** Asks for its end. */
        public void cancel() {
            build.cancel();
        }

        /** Returns its log so far. */
        public String log() {
            return build.log();
        }

        /** Returns whether it waits for an agent; one whose agent was lost is said to run meanwhile. */
        public boolean waits() {
            return build.status().hasNonNull("queuePosition");
        }

        /** Waits for its end. */
        public Outcome await() {
            return awaited(build);
        }
    }

    private Build submit(Path repository, Map<String, String> files, String solution, Map<String, String> properties) {
        return submit(Repository.of(repository, files), solution, properties);
    }

    private Build submit(Repository repository, String solution, Map<String, String> properties) {
        return Build.submit(
                api,
                BuildOrder.of(repository, solution)
                        .job("createPackages", false)
                        .job("publishArtifacts", false)
                        .job("buildProperties", properties));
    }

    private static Outcome awaited(Build build) {
        var ended = build.await();
        var stages = new HashMap<String, Duration>();
        for (var stage : ended.path("stages")) {
            if (stage.hasNonNull("duration")) {
                stages.put(
                        stage.path("name").asString(),
                        Duration.parse(stage.path("duration").asString()));
            }
        }
        var files = build.artifacts().stream()
                .map(file -> file.path("path").asString())
                .toList();
        return new Outcome(
                ended.path("status").asString(), ended.path("errorMessage").asString(""), stages, files, build.log());
    }

    private Dotnet scripted() {
        try {
            var sdk = Files.createDirectories(folder.resolve("sdk/sdk/10.0.100"));
            Files.writeString(sdk.resolve("dotnet.dll"), "");
            var program = Files.writeString(folder.resolve("sdk/dotnet"), """
                    #!/bin/bash
                    case "$1" in --version) echo 10.0.100 ;; build) exec bash ./build.sh ;; esac
                    """);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + program + " executable");
            }
            return new Dotnet(
                    folder.resolve("sdk"), java.util.Optional.of(Files.createDirectories(folder.resolve("feed"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopAgent();
        api.close();
        server.close();
    }
}
