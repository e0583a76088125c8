package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.agents.Agents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No agent can touch another one's attempt, whatever endpoint it tries. */
class FenceTests extends DispatchFixture {
    @Autowired
    Agents agents;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointRefusesAnotherAgentsAttempt() throws Exception {
        FakeAgent owner = agent(1);
        submit();
        UUID attempt = owner.take();
        String before = row(attempt);
        FakeAgent thief = agent(1);

        for (String action : actions()) {
            FakeAgent.Answer answer = send(thief, attempt, action);
            assertThat(answer.problem()).as(action).isEqualTo("409 stale-attempt");
            assertThat(send(thief, UUID.randomUUID(), action).problem())
                    .as(action)
                    .isEqualTo("409 stale-attempt");
        }

        assertThat(row(attempt)).isEqualTo(before);
        assertThat(owner.heartbeat(attempt).body()).contains("Continue");
        assertThat(thief.heartbeat(attempt).body()).contains("Abandon");
    }

    @Test
    void everyEndpointRefusesALostAttempt() throws Exception {
        FakeAgent agent = agent(1);
        submit();
        UUID attempt = agent.take();
        agent.restarted().start();
        String before = row(attempt);

        for (String action : actions()) {
            assertThat(send(agent, attempt, action).problem()).as(action).isEqualTo("409 stale-attempt");
        }

        assertThat(row(attempt)).isEqualTo(before);
    }

    @Test
    void revokedAgentIsRefusedAtOnceAndItsTaskGoesToAnother() throws Exception {
        FakeAgent agent = agent(1);
        UUID build = submit();
        UUID attempt = agent.take();

        agents.revoke(agent.id());

        assertThat(agent.heartbeat(attempt).problem()).isEqualTo("401 unauthenticated");
        for (String action : actions()) {
            assertThat(send(agent, attempt, action).problem()).as(action).isEqualTo("401 unauthenticated");
        }
        UUID again = agent(1).take();
        assertThat(jdbc.sql("select build_id from attempts where id = :id")
                        .param("id", again)
                        .query(UUID.class)
                        .single())
                .isEqualTo(build);
    }

    /** The endpoints that there are, so that a new one without a body here fails the test. */
    private List<String> actions() {
        List<String> actions = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith(AttemptWrites.PREFIX))
                .map(pattern -> pattern.substring(AttemptWrites.PREFIX.length()))
                .toList();
        assertThat(actions).contains("/accept", "/finish");
        assertThat(AttemptWrites.BODIES.keySet()).containsAll(actions);
        return actions;
    }

    private static FakeAgent.Answer send(FakeAgent agent, UUID attempt, String action) throws Exception {
        String path = "/attempts/" + attempt + action;
        return action.equals("/log")
                ? agent.postBytes(path + "?offset=0", AttemptWrites.BODIES.get(action))
                : agent.post(path, AttemptWrites.BODIES.get(action));
    }

    private String row(UUID attempt) {
        return jdbc.sql("select a::text || t::text || b.status from attempts a join tasks t on t.id = a.task_id "
                        + "join builds b on b.id = a.build_id where a.id = :id")
                .param("id", attempt)
                .query(String.class)
                .single();
    }
}
