package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A running server that builds one solution on one agent after the other, for the programs of {@code measure}. */
public final class AgentsUnderMeasurement implements AutoCloseable {

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("agents-" + UUID.randomUUID());
    private final RunningServer server;
    private final ApiClient api;
    private final Repository repository;
    private final String solution;
    private @Nullable JoinedAgent joined;

    private AgentsUnderMeasurement(Path sources, String solution) {
        this.repository = Repository.copyOf(sources, folder.resolve("repository"));
        this.solution = solution;
        this.server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        this.api = server.admin();
    }

    /** Starts a server with one agent for a solution whose files are in {@code sources}. */
    public static AgentsUnderMeasurement start(Path sources, String solution) {
        return new AgentsUnderMeasurement(sources, solution);
    }

    /** Builds and returns how long that took on the agent. */
    public Duration build(String strategy) {
        var build = Build.submit(
                api,
                BuildOrder.of(repository, solution)
                        .job("runTests", false)
                        .job("publishArtifacts", false)
                        .with("strategy", strategy));
        var ended = build.await();
        if (!ended.path("status").asString().equals("Succeeded")) {
            throw new AssertionError(ended.toPrettyString() + build.log());
        }
        build.log().lines().filter(line -> line.contains("Cache: ")).forEach(System.out::println);
        return Duration.parse(ended.path("duration").asString());
    }

    /** Puts the first agent out of service and starts another one that has never built anything. */
    public void changeAgent() {
        var first = api.get("/api/v1/agents").at("/agents/0/agentId").asString();
        api.post("/api/v1/agents/" + first + "/maintenance", Map.of("enabled", true), 200);
        joined = JoinedAgent.join(server, api, dotnet, folder.resolve("elsewhere/second"), "second");
    }

    @Override
    public void close() {
        if (joined != null) {
            joined.close();
        }
        api.close();
        server.close();
    }
}
