package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A server that builds one solution for the programs of {@code measure}; agents may join. */
final class MeasuredServer implements AutoCloseable {

    // An access token is good for 15 minutes.
    private static final Duration LIMIT = Duration.ofMinutes(14);

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("measured-" + UUID.randomUUID());
    private final List<JoinedAgent> joined = new ArrayList<>();
    private final int own;
    private final RunningServer server;
    private final ApiClient api;
    private final Repository repository;
    private final String solution;

    /**
     * A build that ended well.
     *
     * @param build the build
     * @param status what the API tells of it
     */
    record Ended(Build build, JsonNode status) {}

    private MeasuredServer(Path sources, String solution, boolean agent) {
        this.repository = Repository.copyOf(sources, folder.resolve("repository"));
        this.solution = solution;
        this.own = agent ? 1 : 0;
        var data = folder.resolve("data");
        this.server = agent
                ? RunningServer.withAgent(data, dotnet)
                : RunningServer.withoutAgent(data, RunningServer.freePort());
        this.api = server.admin();
    }

    /** Starts a server with one agent for a solution whose files are in {@code sources}. */
    static MeasuredServer withAgent(Path sources, String solution) {
        return new MeasuredServer(sources, solution, true);
    }

    /** Starts a server that has no agent yet. */
    static MeasuredServer alone(Path sources, String solution) {
        return new MeasuredServer(sources, solution, false);
    }

    ApiClient api() {
        return api;
    }

    int agents() {
        return joined.size() + own;
    }

    /** Starts one more agent, which has never built anything. */
    void join() {
        var name = "agent-" + (agents() + 1);
        joined.add(JoinedAgent.join(server, api, dotnet, folder.resolve(name + "/agent"), name));
    }

    /** Does the same with an agent that has one processor, the processors of this machine in turns. */
    void joinOnOneProcessor() {
        var processor = agents() % Runtime.getRuntime().availableProcessors();
        var name = "agent-" + (agents() + 1);
        joined.add(JoinedAgent.joinOn(processor, server, api, dotnet, folder.resolve(name + "/agent"), name));
    }

    /** Commits a change of a file. */
    void change(String path, String text) {
        repository.change(path, text);
    }

    /** A build of the solution without tests and artifacts. */
    BuildOrder order(String strategy) {
        return BuildOrder.of(repository, solution)
                .with("strategy", strategy)
                .job("runTests", false)
                .job("publishArtifacts", false);
    }

    /** Builds, and fails with the log if that does not succeed. */
    Ended build(BuildOrder order) {
        api.logIn("admin", RunningServer.PASSWORD);
        var build = Build.submit(api, order);
        var status = build.await(LIMIT);
        if (!status.path("status").asString().equals("Succeeded")) {
            throw new AssertionError(status.toPrettyString() + build.log());
        }
        return new Ended(build, status);
    }

    @Override
    public void close() {
        joined.forEach(JoinedAgent::close);
        api.close();
        server.close();
    }
}
