package net.buildserver.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.verification.endtoend.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two servers on one database: whichever is asked, the answer is the same, and one goes on without the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesTests {
    private static final int BUILDS_IN_TURN = 20;
    private static final String BUILD = """
            {"job":{"projectName":"Nodes","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
            "solutionPath":"App.sln","requesterEmail":"load@example.com"},"strategy":"Clean"}""";

    private final java.nio.file.Path folder = Installation.workFolder("nodes-" + UUID.randomUUID());
    private Services services;
    private ServerNode one;
    private ServerNode two;
    private String enrolment;
    private String user;

    @BeforeAll
    void start() {
        services = Services.start(folder);
        one = ServerNode.start(folder, Services.freePort(), services.properties());
        two = ServerNode.start(folder, Services.freePort(), services.properties());
        enrolment = new LoadRun.Enrolment(one).token();
        user = one.adminToken();
    }

    @AfterAll
    void stop() {
        Stream.of(one, two).filter(ServerNode::isAlive).forEach(ServerNode::kill);
        services.close();
    }

    @Test
    @Order(1)
    void buildReachesAnAgentThatWaitsAtTheOtherNode() throws Exception {
        for (List<ServerNode> way : List.of(List.of(one, two), List.of(two, one))) {
            try (SimulatedAgent agent = join(way.getFirst())) {
                CompletableFuture<Optional<TaskOffer>> poll = polling(agent);

                UUID build = submit(way.getLast());

                TaskOffer offer = poll.get(20, TimeUnit.SECONDS).orElseThrow();
                assertThat(offer.executionId()).isEqualTo(build);
                // It accepts here and finishes there.
                assertThat(agent.accept(offer.attemptId()).status()).isEqualTo(200);
                agent.moveTo(way.getLast().url());
                assertThat(agent.finish(offer.attemptId(), 0, 0).status()).isEqualTo(204);
                assertThat(get(way.getFirst(), "/api/v1/builds/" + build)).contains("\"status\":\"Succeeded\"");
            }
        }
    }

    /** Each node remembers the offers that it made; what the other one told the agent must not come again. */
    @Test
    @Order(2)
    void agentThatTurnsFromNodeToNodeHearsOfEachBuildOnce() throws Exception {
        try (SimulatedAgent agent = join(one)) {
            Set<UUID> builds = new HashSet<>();
            for (int number = 0; number < BUILDS_IN_TURN; number++) {
                builds.add(submit(one));
            }
            for (int turn = 0; !builds.isEmpty(); turn++) {
                agent.moveTo((turn % 2 == 0 ? one : two).url());
                TaskOffer offer = agent.poll().orElseThrow();
                assertThat(builds.remove(offer.executionId()))
                        .as("offered for the first time")
                        .isTrue();
                assertThat(agent.accept(offer.attemptId()).status()).isEqualTo(200);
                assertThat(agent.finish(offer.attemptId(), 0, 0).status()).isEqualTo(204);
            }
        }
    }

    @Test
    @Order(3)
    void cancelAtOneNodeReachesTheAgentAtTheOther() throws Exception {
        try (SimulatedAgent agent = join(one)) {
            CompletableFuture<Optional<TaskOffer>> poll = polling(agent);
            UUID build = submit(one);
            UUID attempt = poll.get(20, TimeUnit.SECONDS).orElseThrow().attemptId();
            agent.accept(attempt);

            post(two, "/api/v1/builds/" + build + "/cancel", "");

            assertThat(agent.heartbeat(attempt).text()).contains("Cancel");
            assertThat(agent.log(attempt, 0, "still here\n").text()).contains("Cancel");
        }
    }

    @Test
    @Order(4)
    void stoppingNodeAnswersItsPollsAndTheOtherGoesOn() throws Exception {
        try (SimulatedAgent agent = join(one)) {
            CompletableFuture<Optional<TaskOffer>> poll = polling(agent);

            one.close();

            assertThat(poll.get(20, TimeUnit.SECONDS)).isEmpty();
            agent.moveTo(two.url());
            CompletableFuture<Optional<TaskOffer>> next = polling(agent);
            UUID build = submit(two);
            TaskOffer offer = next.get(20, TimeUnit.SECONDS).orElseThrow();
            assertThat(offer.executionId()).isEqualTo(build);
            agent.accept(offer.attemptId());
            agent.finish(offer.attemptId(), 0, 0);
        }
    }

    @Test
    @Order(5)
    void deadLeaderIsFollowedByTheOther() throws Exception {
        one = ServerNode.start(folder, one.port(), services.properties());
        try (SimulatedAgent agent = join(one)) {
            // Since the first one was stopped before, this is the one that leads.
            two.kill();
            CompletableFuture<Optional<TaskOffer>> poll = polling(agent);

            UUID build = submit(one);

            assertThat(poll.get(20, TimeUnit.SECONDS).orElseThrow().executionId())
                    .isEqualTo(build);
        }
    }

    private SimulatedAgent join(ServerNode node) throws IOException {
        services.jdbc().sql("update agents set maintenance = true").update();
        return SimulatedAgent.join(node.url(), enrolment, "node-agent-" + UUID.randomUUID());
    }

    /** Polls in the background, once the server holds the poll open. */
    private CompletableFuture<Optional<TaskOffer>> polling(SimulatedAgent agent) {
        CompletableFuture<Optional<TaskOffer>> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(agent.poll());
            } catch (IOException failure) {
                answer.completeExceptionally(failure);
            }
        });
        assertThat(Patience.until(
                        10,
                        () -> services.jdbc()
                                        .sql("select count(*) from agents where id = :id and polling_until > now()")
                                        .param("id", agent.id())
                                        .query(Long.class)
                                        .single()
                                == 1))
                .isTrue();
        return answer;
    }

    private UUID submit(ServerNode node) throws IOException {
        return UUID.fromString(tools.jackson.databind.json.JsonMapper.shared()
                .readTree(post(node, "/api/v1/builds", BUILD))
                .get("executionId")
                .asString());
    }

    private String post(ServerNode node, String path, String body) throws IOException {
        try (Wire wire = new Wire(node.url())) {
            Wire.Answer answer = wire.post(path, user, body);
            assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
            return answer.text();
        }
    }

    private String get(ServerNode node, String path) throws IOException {
        try (Wire wire = new Wire(node.url())) {
            return wire.get(path, user).text();
        }
    }
}
