package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A server that builds one solution for the programs of {@code measure}; it starts with one agent, and more may join. */
final class MeasuredServer implements AutoCloseable {

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("measured-" + UUID.randomUUID());
    private final List<JoinedAgent> joined = new ArrayList<>();
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

    /** Starts a server with one agent for a solution whose files are in {@code sources}. */
    MeasuredServer(Path sources, String solution) {
        this.repository = Repository.copyOf(sources, folder.resolve("repository"));
        this.solution = solution;
        this.server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        this.api = server.admin();
    }

    ApiClient api() {
        return api;
    }

    int agents() {
        return joined.size() + 1;
    }

    /** Starts one more agent, which has never built anything. */
    void join() {
        var name = "agent-" + (agents() + 1);
        joined.add(JoinedAgent.join(server, api, dotnet, folder.resolve(name + "/agent"), name));
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
        var build = Build.submit(api, order);
        var status = build.await();
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
