package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A running server whose agents, each with one processor, share builds of one solution, for the programs of {@code measure}. */
public final class SharingAgents implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final MeasuredServer server;

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
     * @param log the log of all tasks
     */
    public record SharedBuild(double seconds, List<String> tasks, List<BuiltProject> projects, String log) {}

    private SharingAgents(MeasuredServer server) {
        this.server = server;
    }

    /** Starts a server without agents for a solution whose files are in {@code sources}. */
    public static SharingAgents start(Path sources, String solution) {
        return new SharingAgents(MeasuredServer.alone(sources, solution));
    }

    /** Starts agents until there are so many, and waits until all of them want work. */
    public void grow(int agents) {
        while (server.agents() < agents) {
            server.joinOnOneProcessor();
        }
        Eventually.find(agents + " agents to be idle", START_LIMIT, () -> {
            var idle = server.api()
                    .get("/api/v1/agents")
                    .path("agents")
                    .valueStream()
                    .filter(agent -> agent.path("status").asString().equals("Idle"))
                    .count();
            return idle >= agents ? Optional.of(idle) : Optional.empty();
        });
    }

    /**
     * Builds on all agents together, after a change.
     *
     * @param path the file that changes
     * @param text what it becomes
     * @param properties MSBuild properties
     */
    public SharedBuild build(String path, String text, Map<String, String> properties) {
        server.change(path, text);
        var built = server.build(server.order("Distributed").job("buildProperties", properties));
        var build = built.build();
        var ended = built.status();
        var begun = Instant.parse(ended.path("startTime").asString());
        var tasks = server.api()
                .get("/api/v1/builds/" + build.id() + "/tasks")
                .path("items")
                .valueStream()
                .map(task -> describe(task, begun))
                .toList();
        return new SharedBuild(
                seconds(Duration.parse(ended.path("duration").asString())), tasks, projects(build), build.log());
    }

    private List<BuiltProject> projects(Build build) {
        var needs = new HashMap<String, Set<String>>();
        server.api()
                .get("/api/v1/builds/" + build.id() + "/graph")
                .path("nodes")
                .forEach(node -> {
                    var names = new HashSet<String>();
                    node.path("dependencies").forEach(one -> names.add(one.asString()));
                    needs.put(node.path("name").asString(), names);
                });
        return server.api()
                .get("/api/v1/builds/" + build.id() + "/projects")
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
        server.close();
    }
}
