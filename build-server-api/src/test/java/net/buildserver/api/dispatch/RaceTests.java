package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.OrchestratorException;
import net.buildserver.orchestrator.lease.Acceptances;
import net.buildserver.orchestrator.lease.Endings;
import net.buildserver.orchestrator.lease.Losses;
import net.buildserver.orchestrator.scheduling.Offers;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Two sides act on one task at the same moment; whoever comes first, there is one consistent outcome. */
class RaceTests extends DispatchFixture {
    private static final int ROUNDS = 15;

    @Autowired
    Offers offers;

    @Autowired
    Acceptances acceptances;

    @Autowired
    Endings endings;

    @Autowired
    Losses losses;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private String agent;
    private String other;

    @BeforeEach
    void enrol() {
        agent = "racer-" + UUID.randomUUID();
        other = "racer-" + UUID.randomUUID();
        new TestAttempts(jdbc).agent(agent, 1);
        new TestAttempts(jdbc).agent(other, 1);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @RepeatedTest(ROUNDS)
    void twoSchedulersOfferOneTask() throws Exception {
        UUID build = submit();
        UUID task = task(build);
        polls(agent, other);

        race(() -> offers.offer(task, agent), () -> offers.offer(task, other));

        // The server's own scheduler takes part and may have been the one.
        assertThat(live(build)).hasSize(1);
        assertThat(taskState(build)).isEqualTo("Offered");
    }

    @RepeatedTest(ROUNDS)
    void acceptAgainstExpiry() throws Exception {
        UUID build = submit();
        UUID attempt = new TestAttempts(jdbc).offer(build, agent);
        jdbc.sql("update attempts set offer_until = now() + interval '3 ms' where id = :id")
                .param("id", attempt)
                .update();

        race(() -> acceptances.accept(attempt, agent), () -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            boolean expired = false;
            while (!expired && System.nanoTime() < end) {
                expired = losses.expireOffer(attempt);
            }
            return expired;
        });

        assertThat(List.of(
                        attemptState(attempt), taskState(build), status(build).name()))
                .isIn(List.of("Accepted", "Running", "Running"), List.of("Expired", "Ready", "Queued"));
    }

    @RepeatedTest(ROUNDS)
    void finishAgainstLossOfTheLease() throws Exception {
        UUID build = submit();
        UUID attempt = new TestAttempts(jdbc).accept(build, agent);
        jdbc.sql("update attempts set lease_until = now() - interval '1 s' where id = :id")
                .param("id", attempt)
                .update();

        race(() -> finish(attempt), () -> losses.leaseRanOut(attempt));

        assertThat(List.of(
                        attemptState(attempt), taskState(build), status(build).name()))
                .isIn(List.of("Finished", "Succeeded", "Succeeded"), List.of("Lost", "Ready", "Running"));
    }

    @RepeatedTest(ROUNDS)
    void cancelAgainstOffer() throws Exception {
        UUID build = submit();
        UUID task = task(build);
        polls(agent);

        race(() -> offers.offer(task, agent), () -> builds.cancel(build, "boss"));

        assertThat(live(build)).isEmpty();
        assertThat(taskState(build)).isEqualTo("Cancelled");
        assertThat(status(build)).isEqualTo(BuildStatus.Cancelled);
    }

    @RepeatedTest(ROUNDS)
    void cancelAgainstAccept() throws Exception {
        UUID build = submit();
        UUID attempt = new TestAttempts(jdbc).offer(build, agent);

        race(() -> acceptances.accept(attempt, agent), () -> builds.cancel(build, "boss"));

        assertThat(List.of(
                        attemptState(attempt), taskState(build), status(build).name()))
                .isIn(List.of("Accepted", "Running", "Cancelling"), List.of("Expired", "Cancelled", "Cancelled"));
        if (status(build) == BuildStatus.Cancelling) {
            assertThat(jdbc.sql("select cancel_requested from attempts where id = :id")
                            .param("id", attempt)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @RepeatedTest(ROUNDS)
    void cancelAgainstFinish() throws Exception {
        UUID build = submit();
        UUID attempt = new TestAttempts(jdbc).accept(build, agent);

        race(() -> finish(attempt), () -> builds.cancel(build, "boss"));

        assertThat(List.of(
                        attemptState(attempt), taskState(build), status(build).name()))
                .isEqualTo(List.of("Finished", "Succeeded", "Succeeded"));
    }

    private Object finish(UUID attempt) {
        endings.finish(attempt, agent, succeeded(0));
        return true;
    }

    private void race(Callable<?> one, Callable<?> two) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<?> first = threads.submit(() -> run(start, one));
        Future<?> second = threads.submit(() -> run(start, two));
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
    }

    /** Being refused is a fair way to lose; anything else, such as a deadlock, fails the test. */
    private static Object run(CyclicBarrier start, Callable<?> action) throws Exception {
        start.await();
        try {
            return action.call();
        } catch (OrchestratorException refused) {
            return refused;
        }
    }

    private void polls(String... agents) {
        jdbc.sql("update agents set polling_until = now() + interval '25 s', free_slots = 1 where id = any(:ids)")
                .param("ids", agents)
                .update();
    }

    private UUID task(UUID build) {
        return jdbc.sql("select id from tasks where build_id = :id")
                .param("id", build)
                .query(UUID.class)
                .single();
    }

    private List<UUID> live(UUID build) {
        return jdbc.sql("select id from attempts where build_id = :id and state in ('Offered', 'Accepted')")
                .param("id", build)
                .query(UUID.class)
                .list();
    }

    private String taskState(UUID build) {
        return jdbc.sql("select state from tasks where build_id = :id")
                .param("id", build)
                .query(String.class)
                .single();
    }

    private String attemptState(UUID attempt) {
        return jdbc.sql("select state from attempts where id = :id")
                .param("id", attempt)
                .query(String.class)
                .single();
    }
}
