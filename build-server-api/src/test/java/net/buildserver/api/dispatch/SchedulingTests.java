package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.lease.Losses;
import net.buildserver.orchestrator.queue.QueueFullException;
import net.buildserver.orchestrator.queue.QueueLimit;
import net.buildserver.orchestrator.queue.QueueLimits;
import net.buildserver.orchestrator.scheduling.WaitReasons;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestBuilds;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What the scheduler refuses to do, and what it says about it. */
@TestPropertySource(properties = "build-server.queue.max-waiting-per-project=3")
class SchedulingTests extends DispatchFixture {
    @Autowired
    QueueLimits limits;

    @Autowired
    Losses losses;

    @Autowired
    WaitReasons reasons;

    @Test
    void projectAtItsLimitLetsOthersPass() throws Exception {
        limits.set(new QueueLimit(QueueLimit.Kind.project, "Limited", 1, 1), "boss");
        UUID first = submit("Limited", BuildPriority.Normal);
        FakeAgent one = agent(1);
        UUID attempt = one.take();
        UUID second = submit("Limited", BuildPriority.Critical);
        UUID other = submit("Free", BuildPriority.Low);
        FakeAgent two = agent(1);

        assertThat(offered(two.poll())).isEqualTo(other);
        assertThat(reasons.of(second)).contains("The project Limited runs as many builds as it may.");
        one.attempt(attempt, "finish", succeeded(0));
        assertThat(offered(one.poll())).isEqualTo(second);
        assertThat(status(first)).isEqualTo(BuildStatus.Succeeded);
        limits.remove(QueueLimit.Kind.project, "Limited");
    }

    @Test
    void projectGoesBackToTheAgentThatHasItsWorkspace() throws Exception {
        FakeAgent one = agent(1);
        FakeAgent two = agent(1);
        // Of two agents with nothing between them, the other one would come first.
        FakeAgent warm = one.id().compareTo(two.id()) > 0 ? one : two;
        FakeAgent cold = warm == one ? two : one;
        submit("Warm", BuildPriority.Normal);
        warm.attempt(warm.take(), "finish", succeeded(0));
        CompletableFuture<FakeAgent.Answer> coldPoll = cold.poll();
        CompletableFuture<FakeAgent.Answer> warmPoll = warm.poll();
        awaitPolls(2);

        UUID again = submit("Warm", BuildPriority.Normal);
        UUID other = submit("Other", BuildPriority.Normal);

        assertThat(offered(warmPoll)).isEqualTo(again);
        assertThat(offered(coldPoll)).isEqualTo(other);
    }

    @Test
    void branchGoesBackToTheAgentThatHasItsWorkspaceThoughAnotherBuiltTheProjectLast() throws Exception {
        FakeAgent one = agent(1);
        FakeAgent two = agent(1);
        submit(branch("main"));
        one.attempt(one.take(), "finish", succeeded(0));
        submit(branch("dev"));
        two.attempt(two.take(), "finish", succeeded(0));
        CompletableFuture<FakeAgent.Answer> first = one.poll();
        CompletableFuture<FakeAgent.Answer> second = two.poll();
        awaitPolls(2);

        UUID main = submit(branch("main"));

        assertThat(offered(first)).isEqualTo(main);
        assertThat(second).isNotDone();
    }

    private static BuildRequest branch(String name) {
        return TestBuilds.request(
                "Branches", "refs/heads/" + name, BuildStrategyType.Incremental, BuildPriority.Normal);
    }

    private void awaitPolls(int agents) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) = :agents from agents where polling_until > now()")
                        .param("agents", agents)
                        .query(Boolean.class)
                        .single());
    }

    @Test
    void buildThatLostTwoAgentsIsHeldAndSaysSo() {
        UUID build = submit();
        TestAttempts attempts = new TestAttempts(jdbc);
        for (String name : new String[] {"victim-1-", "victim-2-"}) {
            String agent = name + UUID.randomUUID();
            attempts.agent(agent, 1);
            losses.lose(attempts.accept(build, agent), "It vanished.");
        }

        assertThat(reasons.of(build).orElseThrow())
                .contains("held by the server", "Quarantined", "victim-1-", "victim-2-");
        assertThat(jdbc.sql("select held_at is not null from tasks where build_id = :id")
                        .param("id", build)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void heldBackTaskGoesToAnAgentThatHasTheSdk() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submit();
        UUID attempt = agent.take();
        agent.attempt(attempt, "decline", new DeclineReport("global.json wants another SDK", "9.0.100"));

        assertThat(reasons.of(build).orElseThrow())
                .contains("No online agent of the pool Linux has the .NET SDK 9.0.100", "the nearest is 10.0.401");
        assertThat(reasons.explain(build).orElseThrow().agents())
                .anySatisfy(one -> assertThat(one.reason())
                        .isEqualTo("it lacks the .NET SDK 9.0.100; the nearest it has is 10.0.401"));
    }

    @Test
    void fullQueueRefuses() {
        for (int number = 0; number < 3; number++) {
            submit("Crowded", BuildPriority.Normal);
        }

        assertThatThrownBy(() -> submit("Crowded", BuildPriority.Normal))
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining("3 builds of the project Crowded wait already");
        assertThat(status(submit("Elsewhere", BuildPriority.Normal))).isEqualTo(BuildStatus.Queued);
    }

    @Test
    void attemptsShareTheTimeoutOfTheirBuild() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submit();
        UUID first = agent.take();
        jdbc.sql("update builds set deadline = now() + interval '10 minutes' where id = :id")
                .param("id", build)
                .update();
        agent.attempt(first, "decline", new DeclineReport("no", null));
        FakeAgent other = agent(1);
        UUID second = other.take();

        assertThat(jdbc.sql(
                                "select a.deadline = b.deadline from attempts a join builds b on b.id = a.build_id where a.id = :id")
                        .param("id", second)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void timeThatRunsOutWhileItWaitsAgainEndsTheBuild() {
        UUID build = submit();
        TestAttempts attempts = new TestAttempts(jdbc);
        String agent = "gone-" + UUID.randomUUID();
        attempts.agent(agent, 1);
        losses.lose(attempts.accept(build, agent), "It vanished.");

        losses.timeOutWaiting(build);

        assertThat(status(build)).isEqualTo(BuildStatus.TimedOut);
    }

    private static UUID offered(CompletableFuture<FakeAgent.Answer> poll) throws Exception {
        return poll.get(10, TimeUnit.SECONDS).as(TaskOffer.class).executionId();
    }
}
