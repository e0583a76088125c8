package net.buildserver.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import net.buildserver.api.security.Role;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.orchestrator.testing.EmptyTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The queue over HTTP: looking at it, and what BuildMasters do with it. */
@ServerTest
class QueueTests {
    private static final String QUEUE = "/api/v1/queue";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Server server;
    private String master;

    @BeforeEach
    void connect() throws Exception {
        server = new Server(port);
        master = new Accounts(server).newUser(Role.BuildMaster);
        EmptyTables.truncate(jdbc, "builds cascade");
    }

    @Test
    void listFollowsPriorityMovesAndHolds() throws Exception {
        UUID first = submit("One", "");
        UUID second = submit("Two", "");
        UUID third = submit("Three", "");

        expect(204, post(second, "priority", "{\"priority\":\"High\"}"));
        expect(204, post(third, "move", "{\"to\":\"First\"}"));
        expect(204, post(first, "hold", "{\"reason\":\"not today\"}"));

        JsonNode items = get(QUEUE).get("items");
        assertThat(items.valueStream().map(item -> item.get("projectName").asString()))
                .containsExactly("Three", "Two", "One");
        assertThat(items.get(2).get("holdReason").asString()).isEqualTo("not today");
        assertThat(get("/api/v1/builds/" + first).get("status").asString()).isEqualTo("Queued");
        assertThat(get("/api/v1/builds/" + first + "/queue").get("waitingFor").asString())
                .contains("held by user-", "not today");
        expect(204, post(first, "release", "{}"));
        assertThat(get("/api/v1/builds/" + first + "/queue").get("position").asInt())
                .isEqualTo(3);
    }

    @Test
    void whyItWaitsNamesTheBasis() throws Exception {
        UUID build = submit("Why", "");

        JsonNode why = get("/api/v1/builds/" + build + "/queue");

        assertThat(why.get("basis").asString()).contains("0 tasks wait before it");
        assertThat(why.get("waitingFor").asString()).isNotBlank();
        assertThat(why.get("agents").isArray()).isTrue();
    }

    @Test
    void whatNoAgentCanEverRunIsToldAtOnce() throws Exception {
        HttpResponse<String> answer = server.post(
                "/api/v1/builds", master, body("Impossible", ",\"metadata\":{\"agent.labels\":\"quantum\"}"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Server.json(answer).get("waitingFor").asString()).contains("the pool Linux");
    }

    @Test
    void manyAreCancelledByFilterAndOnlyNamedInADryRun() throws Exception {
        UUID kept = submit("Kept", "");
        UUID gone = submit("Gone", "");
        submit("Gone", "");

        assertThat(cancel("{\"project\":\"Gone\",\"dryRun\":true}").get("executionIds"))
                .hasSize(2);
        assertThat(cancel("{\"project\":\"Gone\"}").get("executionIds")).hasSize(2);
        assertThat(get("/api/v1/builds/" + gone).get("status").asString()).isEqualTo("Cancelled");
        assertThat(get("/api/v1/builds/" + kept).get("status").asString()).isEqualTo("Queued");
        expect(422, server.post(QUEUE + "/cancel", master, "{}"));
        expect(409, post(gone, "move", "{\"to\":\"First\"}"));
        expect(404, post(UUID.randomUUID(), "move", "{\"to\":\"First\"}"));
        expect(422, post(kept, "move", "{}"));
    }

    @Test
    void limitsAreSetListedAndTakenAway() throws Exception {
        String limit = "/api/v1/queue-limits/project/Some";

        expect(200, server.send("PUT", limit, master, "{\"weight\":3,\"maxRunning\":2}"));
        assertThat(get("/api/v1/queue-limits").toString()).contains("\"Some\"", "\"weight\":3", "\"maxRunning\":2");
        expect(204, server.send("DELETE", limit, master, ""));
        expect(404, server.send("DELETE", limit, master, ""));
        expect(422, server.send("PUT", limit, master, "{\"weight\":0}"));
        expect(422, server.send("PUT", "/api/v1/queue-limits/pool/Nowhere", master, "{}"));
        expect(422, server.send("PUT", "/api/v1/queue-limits/moon/Some", master, "{}"));
    }

    private UUID submit(String project, String more) throws Exception {
        HttpResponse<String> answer = server.post("/api/v1/builds", master, body(project, more));
        expect(202, answer);
        return UUID.fromString(Server.json(answer).get("executionId").asString());
    }

    private static String body(String project, String more) {
        return """
                {"job":{"projectName":"%s","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
                "solutionPath":"App.sln","requesterEmail":"a@example.com"%s}}""".formatted(project, more);
    }

    private JsonNode cancel(String body) throws Exception {
        HttpResponse<String> answer = server.post(QUEUE + "/cancel", master, body);
        expect(200, answer);
        return Server.json(answer);
    }

    private HttpResponse<String> post(UUID build, String action, String body) throws Exception {
        return server.post(QUEUE + "/" + build + "/" + action, master, body);
    }

    private JsonNode get(String path) throws Exception {
        return server.read(path, master);
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
