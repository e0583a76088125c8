package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.orchestrator.agents.Agents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No agent can touch another one's attempt, whatever endpoint it tries. */
class FenceTests extends DispatchFixture {
    private static final String ATTEMPT = "/agent/v1/attempts/{attemptId}";
    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Map<String, Object> BODIES = Map.ofEntries(
            Map.entry("/accept", ""),
            Map.entry("/decline", "{\"reason\":\"no\"}"),
            Map.entry("/reports", "{\"sequence\":1,\"commitSha\":\"4f2c9e1d0b8a7c6f5e4d3c2b1a09f8e7d6c5b4a3\"}"),
            Map.entry("/log", "text"),
            Map.entry(
                    "/artifacts",
                    "{\"artifacts\":[{\"artifactId\":\"c0a8012e-7d1f-4f6a-a0f3-0c9d8b7a6e55\",\"path\":\"a.dll\","
                            + "\"sizeBytes\":1,\"contentType\":\"application/octet-stream\",\"sha256Hash\":\"" + DIGEST
                            + "\"}]}"),
            Map.entry("/artifacts/commit", "{\"artifactIds\":[\"c0a8012e-7d1f-4f6a-a0f3-0c9d8b7a6e55\"]}"),
            Map.entry(
                    "/cache/lookup",
                    "{\"probes\":[{\"project\":{\"path\":\"a.csproj\",\"framework\":\"net10.0\",\"configuration\":\"Release\","
                            + "\"platform\":\"AnyCPU\"},\"key\":\"" + DIGEST + "\"}],\"earlier\":true}"),
            Map.entry("/cache/packs", "{\"packs\":[{\"sha256\":\"" + DIGEST + "\",\"sizeBytes\":1}]}"),
            Map.entry(
                    "/cache/entries",
                    "{\"entries\":[{\"document\":\"build-key\\t1\\tFull\\ta.csproj\\tnet10.0\\tRelease\\tAnyCPU\\n\","
                            + "\"packDigest\":\"" + DIGEST + "\",\"duration\":\"PT1S\"}]}"),
            Map.entry("/cache/distrusted", "{}"),
            Map.entry("/cache/verified", "{\"hits\":[]}"),
            Map.entry("/cache/damaged", "{\"packs\":[\"" + DIGEST + "\"]}"),
            Map.entry("/finish", "{\"outcome\":\"Succeeded\",\"lastSequence\":0,\"logBytes\":0}"));

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
                .filter(pattern -> pattern.startsWith(ATTEMPT))
                .map(pattern -> pattern.substring(ATTEMPT.length()))
                .toList();
        assertThat(actions).contains("/accept", "/finish");
        assertThat(BODIES.keySet()).containsAll(actions);
        return actions;
    }

    private static FakeAgent.Answer send(FakeAgent agent, UUID attempt, String action) throws Exception {
        String path = "/attempts/" + attempt + action;
        return action.equals("/log")
                ? agent.postBytes(path + "?offset=0", (String) BODIES.get(action))
                : agent.post(path, BODIES.get(action));
    }

    private String row(UUID attempt) {
        return jdbc.sql("select a::text || t::text || b.status from attempts a join tasks t on t.id = a.task_id "
                        + "join builds b on b.id = a.build_id where a.id = :id")
                .param("id", attempt)
                .query(String.class)
                .single();
    }
}
