package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A running server whose agents share builds of one solution, for the programs of {@code measure}. */
public final class SharingAgents implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("sharing-" + UUID.randomUUID());
    private final List<JoinedAgent> joined = new ArrayList<>();
    private final RunningServer server;
    private final ApiClient api;
    private final Repository repository;
    private final String solution;

    /**
     * A project of a build.
     *
     * @param name path and framework
     * @param seconds how long MSBuild worked on it
     * @param needs names of the projects that it needs directly
     */
    public record BuiltProject(String name, double seconds, Set<String> needs) {}

    /**
     * A build that ended well.
     *
     * @param seconds from its start to its end
     * @param tasks each task with agent, start after the build's and duration, for people
     * @param projects what was built
     */
    public record SharedBuild(double seconds, List<String> tasks, List<BuiltProject> projects) {}

    private SharingAgents(Path sources, String solution) {
        this.repository = Repository.copyOf(sources, folder.resolve("repository"));
        this.solution = solution;
        this.server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        this.api = server.admin();
    }

    /** Starts a server with one agent for a solution whose files are in {@code sources}. */
    public static SharingAgents start(Path sources, String solution) {
        return new SharingAgents(sources, solution);
    }

    /** Starts agents until there are so many, and waits until all of them want work. */
    public void grow(int agents) {
        while (joined.size() + 1 < agents) {
            var name = "sharing-" + (joined.size() + 2);
            joined.add(JoinedAgent.join(server, api, dotnet, folder.resolve(name + "/agent"), name));
        }
        Eventually.find(agents + " agents to be idle", START_LIMIT, () -> {
            var idle = api.get("/api/v1/agents")
                    .path("agents")
                    .valueStream()
                    .filter(agent -> agent.path("status").asString().equals("Idle"))
                    .count();
            return idle >= agents ? Optional.of(idle) : Optional.empty();
        });
    }

    /** Builds everything anew on all agents together. */
    public SharedBuild build() {
        var build = Build.submit(
                api,
                BuildOrder.of(repository, solution)
                        .with("strategy", "Distributed")
                        .with("forceClean", true)
                        .job("runTests", false)
                        .job("publishArtifacts", false));
        var ended = build.await();
        if (!ended.path("status").asString().equals("Succeeded")) {
            throw new AssertionError(ended.toPrettyString() + build.log());
        }
        var begun = Instant.parse(ended.path("startTime").asString());
        var tasks = api.get("/api/v1/builds/" + build.id() + "/tasks")
                .path("items")
                .valueStream()
                .map(task -> describe(task, begun))
                .toList();
        return new SharedBuild(seconds(Duration.parse(ended.path("duration").asString())), tasks, projects(build));
    }

    private List<BuiltProject> projects(Build build) {
        var needs = new HashMap<String, Set<String>>();
        api.get("/api/v1/builds/" + build.id() + "/graph").path("nodes").forEach(node -> {
            var names = new HashSet<String>();
            node.path("dependencies").forEach(one -> names.add(one.asString()));
            needs.put(node.path("name").asString(), names);
        });
        return api.get("/api/v1/builds/" + build.id() + "/projects")
                .path("items")
                .valueStream()
                .map(project -> {
                    var name = project.path("project").asString() + "@"
                            + project.path("targetFramework").asString();
                    var took = Duration.parse(project.path("duration").asString());
                    return new BuiltProject(name, seconds(took), needs.getOrDefault(name, Set.of()));
                })
                .toList();
    }

    private static String describe(JsonNode task, Instant begun) {
        return "%-10s %-24s from %6.1f s for %6.1f s"
                .formatted(
                        task.path("name").asString(),
                        task.path("agentId").asString(),
                        seconds(Duration.between(
                                begun, Instant.parse(task.path("startTime").asString()))),
                        seconds(Duration.parse(task.path("duration").asString())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public void close() {
        joined.forEach(JoinedAgent::close);
        api.close();
        server.close();
    }
}
