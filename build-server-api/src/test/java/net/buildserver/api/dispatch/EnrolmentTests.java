package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.buildserver.domain.agent.BuildAgent;
import net.buildserver.domain.agent.BuildAgentStatus;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.agents.Agents;
import net.buildserver.orchestrator.agents.EnrolmentTokens;
import net.buildserver.orchestrator.agents.NewEnrolmentToken;
import net.buildserver.orchestrator.scheduling.WaitReasons;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EnrolmentTests extends DispatchFixture {
    @Autowired
    Agents agents;

    @Autowired
    WaitReasons reasons;

    @Test
    void oneUseTokenEnrolsOneOfManyAtOnce() {
        String token = token(false);

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> register(token, "many")))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(1);
        assertThat(register(token, "late")).isEqualTo(401);
    }

    @Test
    void namesAreReadableAndUnique() throws Exception {
        String token = token(true);
        String first = name(token, "Linux Build/01");

        assertThat(first).isEqualTo("linux-build-01");
        assertThat(name(token, "linux-build-01")).isEqualTo("linux-build-01-2");
        assertThat(name(token, "../../<script>")).isEqualTo("script");
    }

    @Test
    void expiredRevokedAndForeignTokensEnrolNobody() throws Exception {
        NewEnrolmentToken revoked = tokens.create(new EnrolmentTokens.Terms("test", null, true, null), "admin");
        tokens.revoke(revoked.token().id());
        NewEnrolmentToken expired = tokens.create(new EnrolmentTokens.Terms("test", null, true, null), "admin");
        jdbc.sql("update enrolment_tokens set expires_at = now() where id = :id")
                .param("id", expired.token().id())
                .update();
        NewEnrolmentToken windows =
                tokens.create(new EnrolmentTokens.Terms("test", BuildTargetType.Windows, true, null), "admin");

        assertThat(register(revoked.secret(), "x")).isEqualTo(401);
        assertThat(register(expired.secret(), "x")).isEqualTo(401);
        assertThat(register(windows.secret(), "x")).isEqualTo(401);
        assertThat(register("bset_guessed", "x")).isEqualTo(401);
    }

    @Test
    void secretsAreStoredAsHashesOnly() throws Exception {
        String token = token(true);
        AgentCredential credential = FakeAgent.register(
                        server(), token, FakeAgent.registration("hashed", 1, BuildTargetType.Linux))
                .as(AgentCredential.class);

        assertThat(jdbc.sql("select string_agg(a::text, '') from agents a")
                        .query(String.class)
                        .single())
                .doesNotContain(credential.credential());
        assertThat(jdbc.sql("select string_agg(t::text, '') from enrolment_tokens t")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
        assertThat(credential.credential()).startsWith("bsac_").hasSizeGreaterThan(40);
    }

    @Test
    void agentInMaintenanceGetsNothingAndTheBuildSaysWhy() throws Exception {
        FakeAgent agent = agent(1);
        agents.setMaintenance(agent.id(), true);
        CompletableFuture<FakeAgent.Answer> poll = agent.poll();
        UUID build = submit();

        assertThat(reasons.of(build))
                .hasValueSatisfying(reason -> assertThat(reason).contains("maintenance"));
        assertThat(agents.find(agent.id()).map(BuildAgent::status)).contains(BuildAgentStatus.Maintenance);
        agents.setMaintenance(agent.id(), false);

        assertThat(poll.get(5, TimeUnit.SECONDS).as(TaskOffer.class).executionId())
                .isEqualTo(build);
        assertThat(reasons.of(build))
                .hasValueSatisfying(reason -> assertThat(reason).contains(agent.id()));
    }

    @Test
    void statusFollowsWhatTheAgentDoes() throws Exception {
        FakeAgent agent = agent(1);
        assertThat(agents.find(agent.id()).orElseThrow().status()).isEqualTo(BuildAgentStatus.Idle);
        submit("Shown", net.buildserver.domain.build.BuildPriority.Normal);

        UUID attempt = agent.take();
        agent.heartbeat(attempt);
        BuildAgent building = agents.find(agent.id()).orElseThrow();
        assertThat(building.status()).isEqualTo(BuildAgentStatus.Building);
        assertThat(building.currentJob()).isEqualTo("Shown");
        assertThat(building.cpuUsage()).isEqualTo(12.5);
        assertThat(agents.health(agent.id()).orElseThrow().checks()).hasSize(1);

        jdbc.sql("update agents set last_heartbeat = now() - interval '46 s' where id = :id")
                .param("id", agent.id())
                .update();
        assertThat(agents.find(agent.id()).orElseThrow().status()).isEqualTo(BuildAgentStatus.Offline);
        agent.attempt(attempt, "finish", succeeded(0));
    }

    @Test
    void newPollOfAnAgentEndsTheOlderOne() throws Exception {
        FakeAgent agent = agent(1);
        CompletableFuture<FakeAgent.Answer> older = agent.poll();
        awaitPolling(agent);

        CompletableFuture<FakeAgent.Answer> newer = agent.poll();

        assertThat(older.get(2, TimeUnit.SECONDS).status()).isEqualTo(204);
        assertThat(newer).isNotDone();
        assertThat(newer.get(8, TimeUnit.SECONDS).status()).isEqualTo(204);
    }

    private void awaitPolling(FakeAgent agent) {
        while (jdbc.sql("select polling_until is null from agents where id = :id")
                .param("id", agent.id())
                .query(Boolean.class)
                .single()) {
            Thread.onSpinWait();
        }
    }

    private int register(String token, String name) {
        try {
            return FakeAgent.register(server(), token, FakeAgent.registration(name, 1, BuildTargetType.Linux))
                    .status();
        } catch (java.io.IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private String name(String token, String wanted) throws Exception {
        return FakeAgent.register(server(), token, FakeAgent.registration(wanted, 1, BuildTargetType.Linux))
                .as(AgentCredential.class)
                .agentId();
    }
}
