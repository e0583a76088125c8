package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A further agent of a running server, with a folder of its own. */
final class JoinedAgent implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 45;

    private final Process process;
    private final Path workDir;
    private final String id;

    /** Has an agent count two processors: what many could do at once is not worth sharing, and tests share little work. */
    static final Map<String, String> TWO_PROCESSORS = Map.of("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=2");

    private JoinedAgent(Process process, Path workDir, String id) {
        this.process = process;
        this.workDir = workDir;
        this.id = id;
    }

    /** Enrols and starts an agent, and waits until the server sees it. */
    static JoinedAgent join(RunningServer server, ApiClient api, Dotnet dotnet, Path workDir, String name) {
        return join(server, api, dotnet, workDir, name, Map.of());
    }

    /** Does the same with more in the agent's environment. */
    static JoinedAgent join(
            RunningServer server,
            ApiClient api,
            Dotnet dotnet,
            Path workDir,
            String name,
            Map<String, String> environment) {
        return join(server, api, dotnet, workDir, name, environment, List.of());
    }

    /** Enrols and starts an agent that has one processor of this machine and no more, as all that it starts. */
    static JoinedAgent joinOn(
            int processor, RunningServer server, ApiClient api, Dotnet dotnet, Path workDir, String name) {
        return join(
                server,
                api,
                dotnet,
                workDir,
                name,
                Map.of(),
                List.of("taskset", "--cpu-list", String.valueOf(processor)));
    }

    private static JoinedAgent join(
            RunningServer server,
            ApiClient api,
            Dotnet dotnet,
            Path workDir,
            String name,
            Map<String, String> environment,
            List<String> before) {
        var token = api.post("/api/v1/enrolment-tokens", Map.of("description", name), 201)
                .path("token")
                .asString();
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Installation.agentLauncher().toString(),
                "--server-url",
                server.url().toString(),
                "--enrolment-token",
                token,
                "--work-dir",
                workDir.toString(),
                "--name",
                name,
                "--git-allow-local",
                "true",
                "--dotnet-root",
                dotnet.root().toString()));
        dotnet.feed().ifPresent(feed -> command.addAll(List.of("--nuget-sources", feed.toString())));
        try {
            Files.createDirectories(workDir);
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(workDir.resolveSibling(name + ".log").toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var id = Eventually.find("agent " + name + " to join", START_LIMIT, () -> idOf(api, name));
            return new JoinedAgent(process, workDir, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the id of the agent called {@code name} once it is there. */
    static Optional<String> idOf(ApiClient api, String name) {
        return api.get("/api/v1/agents")
                .path("agents")
                .valueStream()
                .map(agent -> agent.path("agentId").asString())
                .filter(id -> id.contains(name))
                .findFirst();
    }

    String id() {
        return id;
    }

    Path workDir() {
        return workDir;
    }

    /** Ends the agent as a crash does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    /** Waits until the agent has ended, as it was told to. */
    void awaitEnd() {
        try {
            assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
