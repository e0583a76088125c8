package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** kill -9 of either side in the middle of a build: the build ends with exactly one result. */
class CrashTests {

    private static final int STOP_SECONDS = 45;

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("crash-" + UUID.randomUUID());
    private final List<ProcessHandle> agents = new ArrayList<>();
    private RunningServer server;
    private Repository repository;

    @BeforeEach
    void startSystem() {
        repository = Repository.of(
                folder.resolve("repository"), new SmallSolution().thatTakes(8).files(dotnet));
        server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        agents.add(server.agent());
    }

    @AfterEach
    void stopSystem() throws InterruptedException, ExecutionException {
        for (var agent : agents) {
            agent.destroy();
            try {
                agent.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                agent.destroyForcibly();
            }
        }
        server.close();
    }

    @Test
    void killedAgentComesBackAndTheBuildHasOneResult() throws IOException {
        try (var api = server.admin()) {
            var build = Build.submit(api, BuildOrder.of(repository, SmallSolution.PROJECT));
            build.awaitStage("Build");

            agents.getFirst().destroyForcibly();
            agents.add(restartAgent());

            assertOneResult(build, build.await());
        }
    }

    @Test
    void killedServerComesBackAndTheBuildHasOneResult() {
        String id;
        try (var api = server.admin()) {
            var build = Build.submit(api, BuildOrder.of(repository, SmallSolution.PROJECT));
            build.awaitStage("Build");
            id = build.id();
        }

        server.kill();
        server = RunningServer.withoutAgent(folder.resolve("data"), server.url().getPort());

        try (var api = server.admin()) {
            var build = new Build(api, id);
            assertOneResult(build, build.await());
        }
    }

    private static void assertOneResult(Build build, JsonNode ended) {
        assertThat(ended.path("status").asString()).as(ended.toPrettyString()).isEqualTo("Succeeded");
        assertThat(Build.stages(ended)).doesNotHaveDuplicates().contains("Build Succeeded", "Upload Succeeded");
        assertThat(build.artifacts())
                .isNotEmpty()
                .extracting(artifact -> artifact.path("path").asString())
                .doesNotHaveDuplicates();
        assertThat(build.artifacts())
                .allSatisfy(artifact -> assertThat(build.downloadedSha256(artifact))
                        .isEqualTo(artifact.path("sha256Hash").asString()));
        assertThat(build.log().split("Starting build", -1)).as(build.log()).hasSize(2);
        assertThat(build.api().get("/api/v1/builds").toString().split(build.id(), -1).length - 1)
                .as("mentions of the build in the list, in its id and its links")
                .isPositive();
    }

    private ProcessHandle restartAgent() throws IOException {
        var command = new ArrayList<>(List.of(
                Installation.agentLauncher().toString(),
                "--server-url",
                server.url().toString(),
                "--work-dir",
                folder.resolve("data/agent").toString(),
                "--name",
                "local",
                "--git-allow-local",
                "true",
                "--dotnet-root",
                dotnet.root().toString()));
        dotnet.feed().ifPresent(feed -> command.addAll(List.of("--nuget-sources", feed.toString())));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent-restarted.log").toFile())
                .start()
                .toHandle();
    }
}
