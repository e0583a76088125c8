package net.buildserver.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.verification.endtoend.Installation;
import org.junit.jupiter.api.Test;

/** An upgrade as docs/operations.md describes it: each node is stopped and started in turn while builds come and agents work. */
class RollingUpgradeCheck {
    private static final int AGENTS = 3;
    private static final int BUILDS_BETWEEN = 10;
    private static final String BUILD = """
            {"job":{"projectName":"Upgrade","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
            "solutionPath":"App.sln","requesterEmail":"load@example.com"},"strategy":"Clean"}""";

    private final Path folder = Installation.workFolder("upgrade-" + UUID.randomUUID());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger finished = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void noBuildAndNoRequestFailsWhileEachNodeIsReplaced() throws Exception {
        try (Services services = Services.start(folder)) {
            List<ServerNode> nodes = new ArrayList<>(List.of(
                    ServerNode.start(folder, Services.freePort(), services.properties()),
                    ServerNode.start(folder, Services.freePort(), services.properties())));
            try (SmallProxy proxy =
                    new SmallProxy(nodes.stream().map(ServerNode::url).toList())) {
                String enrolment = new LoadRun.Enrolment(nodes.getFirst()).token();
                String user = nodes.getFirst().adminToken();
                List<CompletableFuture<Void>> work = new ArrayList<>();
                for (int number = 0; number < AGENTS; number++) {
                    SimulatedAgent agent = SimulatedAgent.join(proxy.url(), enrolment, "upgraded-" + number);
                    work.add(CompletableFuture.runAsync(() -> serve(agent), Thread::startVirtualThread));
                }
                work.add(CompletableFuture.runAsync(() -> submit(proxy, user), Thread::startVirtualThread));
                awaitBuilds(BUILDS_BETWEEN);

                for (int index = 0; index < nodes.size(); index++) {
                    ServerNode old = nodes.get(index);
                    old.close();
                    awaitBuilds(BUILDS_BETWEEN);
                    nodes.set(index, ServerNode.start(folder, old.port(), services.properties()));
                    awaitBuilds(BUILDS_BETWEEN);
                }
                over.set(true);
                work.getLast().join();

                assertThat(Patience.until(60, () -> ended(services, "Succeeded") == accepted.get()))
                        .as("all of " + accepted + " builds succeed")
                        .isTrue();
                assertThat(failures).isEmpty();
                assertThat(proxy.unanswered())
                        .as("requests that a node took and dropped")
                        .isZero();
                assertThat(proxy.repeated())
                        .as("requests that the other node answered")
                        .isPositive();
                assertThat(services.jdbc()
                                .sql("select count(*) from attempts where state = 'Lost'")
                                .query(Integer.class)
                                .single())
                        .as("attempts that were lost")
                        .isZero();
            } finally {
                over.set(true);
                nodes.stream().filter(ServerNode::isAlive).forEach(ServerNode::kill);
            }
        }
    }

    private void awaitBuilds(int more) {
        int before = finished.get();
        assertThat(Patience.until(60, () -> finished.get() >= before + more || !failures.isEmpty()))
                .as("builds go on")
                .isTrue();
        assertThat(failures).isEmpty();
    }

    private static int ended(Services services, String status) {
        return services.jdbc()
                .sql("select count(*) from builds where status = :status")
                .param("status", status)
                .query(Integer.class)
                .single();
    }

    private void submit(SmallProxy proxy, String user) {
        try (Wire wire = new Wire(proxy.url())) {
            while (!over.get()) {
                expect(202, wire.post("/api/v1/builds", user, BUILD, "Idempotency-Key: " + UUID.randomUUID()));
                accepted.incrementAndGet();
                Patience.pause(100);
            }
        } catch (IOException failed) {
            failures.add("submit: " + failed);
        }
    }

    private void serve(SimulatedAgent agent) {
        try (agent) {
            while (!over.get() || finished.get() < accepted.get()) {
                TaskOffer offer = agent.poll().orElse(null);
                if (offer != null) {
                    UUID attempt = offer.attemptId();
                    expect(200, agent.accept(attempt));
                    expect(200, agent.report(attempt, 1, List.of("Clone", "Restore", "Build")));
                    expect(200, agent.heartbeat(attempt));
                    expect(204, agent.finish(attempt, 1, 0));
                    finished.incrementAndGet();
                }
            }
        } catch (IOException failed) {
            failures.add("agent: " + failed);
        }
    }

    private static void expect(int status, Wire.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException(answer.status() + " instead of " + status + ": " + answer.text());
        }
    }
}
