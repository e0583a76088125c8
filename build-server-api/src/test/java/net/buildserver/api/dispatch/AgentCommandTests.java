package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.TaskOffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Pause, resume, drain and stop, from the operator's request to the agent's heartbeat. */
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
class AgentCommandTests extends DispatchFixture {
    @Autowired
    WaitingPolls polls;

    private Server api;
    private String token;
    private FakeAgent agent;

    @BeforeEach
    void start() throws Exception {
        api = new Server(port);
        token = new Accounts(api).admin();
        agent = agent(1);
    }

    @Test
    void pauseEndsTheOpenPollAndKeepsBuildsAwayUntilResume() throws Exception {
        CompletableFuture<FakeAgent.Answer> poll = openPoll();
        assertThat(told()).isEqualTo(AgentCommand.Run);
        assertThat(say("pause")).isEqualTo(200);
        assertThat(poll.get(5, TimeUnit.SECONDS).status()).isEqualTo(204);
        assertThat(told()).isEqualTo(AgentCommand.Pause);

        // Even an agent that has not heard of it yet gets nothing.
        UUID build = submit();
        CompletableFuture<FakeAgent.Answer> early = openPoll();
        assertThat(say("resume")).isEqualTo(200);
        assertThat(early.get(5, TimeUnit.SECONDS).status()).isEqualTo(204);
        assertThat(told()).isEqualTo(AgentCommand.Run);
        assertThat(agent.poll().get(5, TimeUnit.SECONDS).as(TaskOffer.class).executionId())
                .isEqualTo(build);
    }

    @Test
    void pauseHoldsForTheAgentButDrainOnlyForItsProcess() throws Exception {
        assertThat(say("pause")).isEqualTo(200);
        agent = agent.restarted();
        agent.start();
        assertThat(told()).isEqualTo(AgentCommand.Pause);
        assertThat(say("drain")).isEqualTo(200);
        assertThat(told()).isEqualTo(AgentCommand.Drain);
        assertThat(say("stop")).isEqualTo(200);
        assertThat(told()).isEqualTo(AgentCommand.Stop);
        agent = agent.restarted();
        agent.start();
        assertThat(told()).isEqualTo(AgentCommand.Run);
    }

    @Test
    void unknownAgentIsNotFound() throws Exception {
        assertThat(api.post("/api/v1/agents/nobody/pause", token, "").statusCode())
                .isEqualTo(404);
    }

    /** A poll that waits at the server, so that what is said next ends it and does not come before it. */
    private CompletableFuture<FakeAgent.Answer> openPoll() {
        CompletableFuture<FakeAgent.Answer> poll = agent.poll();
        await().atMost(Duration.ofSeconds(20)).until(() -> polls.holds(agent.id()));
        return poll;
    }

    private AgentCommand told() throws Exception {
        return agent.heartbeat().as(HeartbeatAnswer.class).command();
    }

    private int say(String command) throws Exception {
        return api.post("/api/v1/agents/" + agent.id() + "/" + command, token, "")
                .statusCode();
    }
}
