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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An upgrade as docs/operations.md describes it: each node is stopped and started in turn while builds come and agents work.
 * A request that was on its way to a socket that closed is answered 502 by the proxy; agents and clients repeat it, as real ones do.
 */
class RollingUpgradeCheck {
    private static final int AGENTS = 3;
    private static final int BUILDS_BETWEEN = 10;
    private static final int GONE = 410;
    private static final int REPEATS = 100;
    private static final int BETWEEN_REPEATS_MILLIS = 100;
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
                assertThat(proxy.repeated())
                        .as("requests that the other node answered")
                        .isPositive();
                assertThat(services.jdbc().sql("""
                                        select count(*) from builds b where 1 <> (select count(*) from attempts a
                                          where a.build_id = b.id and a.state in ('Finished', 'Lost'))""").query(Integer.class).single())
                        .as("builds of which an attempt was lost or that were done twice")
                        .isZero();
                System.out.printf(
                        "%d builds, each done once; %d requests went to the other node, %d were repeated by their sender%n",
                        accepted.get(), proxy.repeated(), proxy.unanswered());
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
                String key = "Idempotency-Key: " + UUID.randomUUID();
                expect(202, () -> wire.post("/api/v1/builds", user, BUILD, key));
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
                TaskOffer offer = poll(agent);
                if (offer != null) {
                    UUID attempt = offer.attemptId();
                    if (untilAnswered(() -> agent.accept(attempt)).status() == GONE) {
                        // The machine was too busy to accept in time; the build is offered again.
                        continue;
                    }
                    expect(200, () -> agent.report(attempt, 1, List.of("Clone", "Restore", "Build")));
                    expect(200, () -> agent.heartbeat(attempt));
                    expect(204, () -> agent.finish(attempt, 1, 0));
                    finished.incrementAndGet();
                }
            }
        } catch (IOException failed) {
            failures.add("agent: " + failed);
        }
    }

    private static @Nullable TaskOffer poll(SimulatedAgent agent) throws IOException {
        Wire.Answer answer = agent.askForOffer();
        return answer.isPutOff() ? null : SimulatedAgent.offer(answer).orElse(null);
    }

    private interface Request {
        Wire.Answer send() throws IOException;
    }

    private static Wire.Answer untilAnswered(Request request) throws IOException {
        Wire.Answer answer = request.send();
        for (int again = 0; again < REPEATS && answer.isPutOff(); again++) {
            Patience.pause(BETWEEN_REPEATS_MILLIS);
            answer = request.send();
        }
        return answer;
    }

    private static void expect(int status, Request request) throws IOException {
        Wire.Answer answer = untilAnswered(request);
        if (answer.status() != status) {
            throw new IOException(answer.status() + " instead of " + status + ": " + answer.text());
        }
    }
}
