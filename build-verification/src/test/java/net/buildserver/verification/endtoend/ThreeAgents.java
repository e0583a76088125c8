package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A server with an agent beside it and two that joined, each with a folder of its own.
 *
 * @param server the server
 * @param api its interface, as an administrator
 * @param second an agent like the first
 * @param third an agent in another time zone
 */
record ThreeAgents(RunningServer server, ApiClient api, JoinedAgent second, JoinedAgent third)
        implements AutoCloseable {

    /** Where the third agent is. */
    static final String ZONE = "Asia/Tokyo";

    private static final Duration LIMIT = Duration.ofMinutes(4);

    static ThreeAgents start(Path folder, Dotnet dotnet) {
        return start(folder, dotnet, Map.of());
    }

    /** Starts them with more in the agents' environment. */
    static ThreeAgents start(Path folder, Dotnet dotnet, Map<String, String> environment) {
        var server = RunningServer.withAgent(folder.resolve("data"), dotnet, environment);
        var elsewhere = new HashMap<>(environment);
        elsewhere.putAll(JoinedAgent.TWO_PROCESSORS);
        elsewhere.put("TZ", ZONE);
        var api = server.admin();
        return new ThreeAgents(
                server,
                api,
                JoinedAgent.join(server, api, dotnet, folder.resolve("second/agent"), "second-agent", environment),
                JoinedAgent.join(server, api, dotnet, folder.resolve("third/agent"), "third-agent", elsewhere));
    }

    /** Gives no new tasks to the third agent, or does so again. */
    void maintainThird(boolean enabled) {
        api.post("/api/v1/agents/" + third.id() + "/maintenance", Map.of("enabled", enabled), 200);
    }

    List<JsonNode> tasks(Build build) {
        return api.get("/api/v1/builds/" + build.id() + "/tasks")
                .path("items")
                .valueStream()
                .toList();
    }

    Stream<String> kinds(Build build) {
        return tasks(build).stream().map(task -> task.path("kind").asString());
    }

    /** Waits for a task of this kind that an agent works on. */
    JsonNode running(Build build, String kind, List<String> agents) {
        return Eventually.find(kind + " of build " + build.id(), LIMIT, () -> running(tasks(build), kind, agents));
    }

    private static Optional<JsonNode> running(List<JsonNode> tasks, String kind, List<String> agents) {
        return tasks.stream()
                .filter(task -> task.path("kind").asString().equals(kind))
                .filter(task -> task.path("state").asString().equals("Running"))
                .filter(task ->
                        agents.isEmpty() || agents.contains(task.path("agentId").asString()))
                .findFirst();
    }

    /** Waits for the end of a build, which must be this. */
    JsonNode end(Build build, String status) {
        var ended = build.await();
        assertThat(ended.path("status").asString())
                .as(ended.toPrettyString() + build.log())
                .isEqualTo(status);
        return ended;
    }

    List<String> projects(Build build) {
        return api.get("/api/v1/builds/" + build.id() + "/projects")
                .path("items")
                .valueStream()
                .map(project -> project.path("project").asString())
                .toList();
    }

    @Override
    public void close() {
        second.close();
        third.close();
        api.close();
        server.close();
    }
}
