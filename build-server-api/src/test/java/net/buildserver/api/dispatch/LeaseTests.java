package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.orchestrator.lease.Losses;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Agents that fall silent, with leases short enough to wait for. */
@TestPropertySource(properties = {"build-server.lease.duration=1500ms", "build-server.lease.offer-timeout=700ms"})
class LeaseTests extends DispatchFixture {
    @Autowired
    Losses losses;

    @Test
    void silentAgentsTaskGoesToAnotherAndItsWritesAreRefused() throws Exception {
        FakeAgent silent = agent(1);
        UUID build = submit();
        UUID attempt = silent.take();
        FakeAgent other = agent(1);

        TaskOffer offer = other.awaitOffer();

        assertThat(offer.executionId()).isEqualTo(build);
        assertThat(silent.attempt(attempt, "reports", stage(1, "Clone", BuildStageStatus.Running))
                        .problem())
                .isEqualTo("409 stale-attempt");
        assertThat(silent.attempt(attempt, "finish", succeeded(0)).problem()).isEqualTo("409 stale-attempt");
        assertThat(silent.heartbeat(attempt).body()).contains("Abandon");
        other.attempt(offer.attemptId(), "accept", null);
        other.attempt(offer.attemptId(), "finish", succeeded(0));
        assertThat(status(build)).isEqualTo(BuildStatus.Succeeded);
    }

    @Test
    void leaseFromBeforeTheDatabasesClockWasSetBackDoesNotOutlastItsAgent() throws Exception {
        FakeAgent silent = agent(1);
        UUID build = submit();
        UUID attempt = silent.take();
        jdbc.sql("update attempts set lease_until = now() + interval '20 minutes' where id = :id")
                .param("id", attempt)
                .update();
        FakeAgent other = agent(1);

        TaskOffer offer = other.awaitOffer();

        assertThat(offer.executionId()).isEqualTo(build);
    }

    @Test
    void unansweredOfferGoesToAnotherAgentWithoutCountingAsFailure() throws Exception {
        FakeAgent deaf = agent(1);
        CompletableFuture<FakeAgent.Answer> unread = deaf.poll();
        UUID build = submit();
        UUID attempt = unread.get(5, TimeUnit.SECONDS).as(TaskOffer.class).attemptId();
        FakeAgent other = agent(1);

        UUID again = other.take();

        assertThat(deaf.attempt(attempt, "accept", null).problem()).isEqualTo("409 stale-attempt");
        assertThat(jdbc.sql("select infrastructure_failures from tasks where build_id = :id")
                        .param("id", build)
                        .query(Integer.class)
                        .single())
                .isZero();
        other.attempt(again, "finish", succeeded(0));
    }

    @Test
    void heartbeatsKeepTheLease() throws Exception {
        FakeAgent agent = agent(1);
        submit();
        UUID attempt = agent.take();

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (System.nanoTime() < end) {
            assertThat(agent.heartbeat(attempt).body()).contains("Continue");
        }

        assertThat(agent.attempt(attempt, "finish", succeeded(0)).status()).isEqualTo(204);
    }

    @Test
    void taskThatLosesItsAgentFourTimesFailsWithTheReasons() {
        UUID build = submit();
        TestAttempts attempts = new TestAttempts(jdbc);
        String agent = "lost-" + UUID.randomUUID();
        attempts.agent(agent, 1);
        for (int number = 1; number <= 4; number++) {
            assertThat(losses.lose(attempts.accept(build, agent), "The machine burnt down."))
                    .isTrue();
        }

        assertThat(status(build)).isEqualTo(BuildStatus.Failed);
        assertThat(builds.get(build).failureKind()).isEqualTo(FailureKind.AgentLost);
        assertThat(builds.get(build).errorMessage()).contains("Attempt 1 on " + agent, "Attempt 4 on " + agent);
    }

    @Test
    void cancelledBuildOfALostAgentEndsCancelled() {
        UUID build = submit();
        TestAttempts attempts = new TestAttempts(jdbc);
        String agent = "lost-" + UUID.randomUUID();
        attempts.agent(agent, 1);
        UUID attempt = attempts.accept(build, agent);
        builds.cancel(build, "boss");

        losses.lose(attempt, "Gone.");

        assertThat(status(build)).isEqualTo(BuildStatus.Cancelled);
    }

    @Test
    void overdueBuildEndsTimedOut() {
        UUID build = submit();
        TestAttempts attempts = new TestAttempts(jdbc);
        String agent = "slow-" + UUID.randomUUID();
        attempts.agent(agent, 1);
        UUID attempt = attempts.accept(build, agent);

        losses.timeOut(attempt);

        assertThat(status(build)).isEqualTo(BuildStatus.TimedOut);
        assertThat(losses.timeOut(attempt)).isFalse();
    }
}
