package net.buildserver.api.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class BuildsControllerTests {
    private static final String BUILDS = "/api/v1/builds";
    private static String token = "";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Server server;

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        server = new Server(port);
        if (token.isEmpty()) {
            token = new Accounts(server).admin();
        }
    }

    @Test
    void answersASubmitAsTheSpecificationShows() throws IOException, InterruptedException {
        HttpResponse<String> answer = server.post(BUILDS, token, request("Submitted"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode json = Server.json(answer);
        String id = json.get("executionId").asString();
        assertThat(json.propertyNames()).containsExactly("executionId", "status", "queuePosition", "links");
        assertThat(json.get("status").asString()).isEqualTo("Queued");
        assertThat(json.get("queuePosition").asInt()).isPositive();
        assertThat(json.at("/links/self").asString()).isEqualTo(BUILDS + "/" + id);
        assertThat(json.at("/links/logs").asString()).isEqualTo(BUILDS + "/" + id + "/logs");
        assertThat(answer.headers().firstValue("Location")).hasValue(BUILDS + "/" + id);
    }

    @Test
    void estimatesComeFromTheHistoryOfTheProject() throws IOException, InterruptedException {
        UUID earlier = new TestAttempts(jdbc).build();
        jdbc.sql("""
                        update builds set status = 'Succeeded', project_name = 'Estimated', strategy = 'Incremental', started_at = now() - interval '15 minutes', ended_at = now()
                        where id = :id""").param("id", earlier).update();

        JsonNode json = Server.json(server.post(BUILDS, token, request("Estimated")));

        assertThat(json.get("estimatedDuration").asString()).isEqualTo("PT15M");
    }

    @Test
    void showsARunningBuildAsTheSpecificationDoes() throws IOException, InterruptedException {
        UUID build = submit("Shown");
        TestAttempts attempts = new TestAttempts(jdbc);
        attempts.agent("linux-build-01", 1);
        UUID attempt = attempts.accept(build, "linux-build-01");
        jdbc.sql("update builds set started_at = '2025-11-15T10:05:00Z' where id = :id")
                .param("id", build)
                .update();
        jdbc.sql("""
                        insert into stages (attempt_id, name, ordinal, status, start_time, end_time, warnings_count) values
                        (:id, 'Clone', 0, 'Succeeded', '2025-11-15T10:05:00Z', '2025-11-15T10:06:00Z', null),
                        (:id, 'Build', 2, 'Succeeded', '2025-11-15T10:09:00Z', '2025-11-15T10:15:00Z', 3),
                        (:id, 'Test', 3, 'Running', '2025-11-15T10:15:00Z', null, null)
                        on conflict (attempt_id, name) do update set status = excluded.status""").param("id", attempt).update();

        HttpResponse<String> answer = server.get(BUILDS + "/" + build, token);

        JsonNode json = Server.json(answer);
        assertThat(json.get("executionId").asString()).isEqualTo(build.toString());
        assertThat(json.get("status").asString()).isEqualTo("Running");
        assertThat(json.get("currentStage").asString()).isEqualTo("Testing");
        assertThat(json.get("startTime").asString()).isEqualTo("2025-11-15T10:05:00Z");
        assertThat(json.get("duration").asString()).startsWith("PT");
        assertThat(json.get("stages").toString())
                .isEqualTo("[{\"name\":\"Clone\",\"status\":\"Succeeded\",\"startTime\":\"2025-11-15T10:05:00Z\","
                        + "\"duration\":\"PT1M\"},{\"name\":\"Build\",\"status\":\"Succeeded\","
                        + "\"startTime\":\"2025-11-15T10:09:00Z\",\"duration\":\"PT6M\",\"warningsCount\":3},"
                        + "{\"name\":\"Test\",\"status\":\"Running\",\"startTime\":\"2025-11-15T10:15:00Z\"}]");
        assertThat(json.at("/agent/hostname").asString()).isEqualTo("linux-build-01");
        assertThat(json.at("/agent/targetType").asString()).isEqualTo("Linux");
        attempts.end(attempt, "Finished", "Succeeded");
    }

    @Test
    void everythingWrongIsToldAtOnce() throws IOException, InterruptedException {
        HttpResponse<String> answer = server.post(
                BUILDS,
                token,
                "{\"job\":{\"repositoryUrl\":\"ext::sh\",\"gitRef\":\"-x\",\"timeoutMinutes\":0,"
                        + "\"buildProperties\":{\"A\":null}}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        List<String> fields = new ArrayList<>();
        Server.json(answer)
                .get("errors")
                .forEach(error -> fields.add(error.get("field").asString()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "requesterEmail",
                        "job.projectName",
                        "job.solutionPath",
                        "job.buildProperties.A",
                        "job.repositoryUrl",
                        "job.gitRef",
                        "job.timeoutMinutes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"targetPool\":\"Amiga\"}|targetPool",
                "{\"colour\":\"red\"}|colour",
                "{\"job\":{\"runTests\":\"maybe\"}}|job.runTests",
                "{\"priority\":3}|priority"
            })
    void unknownValuesAndFieldsAreNamed(String body, String field) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.post(BUILDS, token, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + field + "\"");
    }

    @Test
    void sameKeyMakesOneBuild() throws IOException, InterruptedException {
        String first = keyed("key-1", request("Keyed")).body();

        assertThat(Server.json(keyed("key-1", " " + request("Keyed"))).get("executionId"))
                .isEqualTo(new JsonMapper().readTree(first).get("executionId"));
        HttpResponse<String> other = keyed("key-1", request("Other"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("Idempotency-Key");
        assertThat(keyed("with space", request("Keyed")).statusCode()).isEqualTo(400);
    }

    @Test
    void pagesAreFollowedByTheirLinks() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            submit("Paged");
        }
        List<String> seen = new ArrayList<>();
        String link = BUILDS + "?project=Paged&status=Queued&status=Running&branch=main&limit=2";
        while (link != null) {
            JsonNode page = Server.json(server.get(link, token));
            page.get("items").forEach(item -> seen.add(item.get("executionId").asString()));
            link = page.at("/links/next").asString(null);
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=x,limit",
        "cursor=%21,cursor",
        "cursor=AAAA,cursor",
        "from=yesterday,from",
        "status=Done,status",
        "strategy=Fast,strategy"
    })
    void unreadableParametersAreNamed(String query, String field) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get(BUILDS + "?" + query, token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + field + "\"");
    }

    @Test
    void timesWithOffsetsAreUnderstood() throws IOException, InterruptedException {
        assertThat(server.get(BUILDS + "?from=2026-01-01T00:00:00%2B02:00&to=2100-01-01T00:00:00Z", token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void unchangedBuildIsNotSentAgain() throws IOException, InterruptedException {
        UUID build = submit("Tagged");
        server.post(BUILDS + "/" + build + "/cancel", token, "");
        HttpResponse<String> first = server.get(BUILDS + "/" + build, token);

        HttpResponse<String> second = server.send(Server.authorized(server.request(BUILDS + "/" + build), token)
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow()));

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void cancelIsIdempotentAndRerunKnowsItsOrigin() throws IOException, InterruptedException {
        UUID build = submit("Cancelled");

        HttpResponse<String> cancel = server.post(BUILDS + "/" + build + "/cancel", token, "");
        assertThat(cancel.body())
                .isEqualTo("{\"executionId\":\"" + build
                        + "\",\"status\":\"Cancelling\",\"message\":\"Build cancellation requested\"}");
        assertThat(server.post(BUILDS + "/" + build + "/cancel", token, "").statusCode())
                .isEqualTo(200);

        HttpResponse<String> rerun =
                server.post(BUILDS + "/" + build + "/rerun", token, "{\"strategy\":\"Clean\",\"gitRef\":\"develop\"}");
        assertThat(rerun.statusCode()).as(rerun.body()).isEqualTo(202);
        JsonNode again = Server.json(
                server.get(BUILDS + "/" + Server.json(rerun).get("executionId").asString(), token));
        assertThat(again.get("rerunOf").asString()).isEqualTo(build.toString());
        assertThat(again.get("strategy").asString()).isEqualTo("Clean");
        assertThat(again.get("gitRef").asString()).isEqualTo("develop");
        assertThat(server.post(BUILDS + "/" + build + "/rerun", token, "").statusCode())
                .isEqualTo(202);
        assertThat(server.post(BUILDS + "/" + build + "/rerun", token, "{\"gitRef\":\"--x\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void requestOfABuildAsksTheSameAgain() throws IOException, InterruptedException {
        UUID build = submit("Repeated");
        HttpResponse<String> request = server.get(BUILDS + "/" + build + "/request", token);
        assertThat(request.statusCode()).as(request.body()).isEqualTo(200);

        HttpResponse<String> again = server.post(BUILDS, token, request.body());

        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        String id = Server.json(again).get("executionId").asString();
        assertThat(server.get(BUILDS + "/" + id + "/request", token).body()).isEqualTo(request.body());
    }

    @ParameterizedTest
    @CsvSource({"''", "/request", "/logs", "/artifacts", "/tests", "/diagnostics"})
    void unknownBuildsAreNotFound(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get(BUILDS + "/" + UUID.randomUUID() + path, token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void resultsArePagedWithTheWorstFirst() throws IOException, InterruptedException {
        UUID build = submit("Tested");
        TestAttempts attempts = new TestAttempts(jdbc);
        attempts.agent("agent-of-tests", 1);
        UUID attempt = attempts.accept(build, "agent-of-tests");
        jdbc.sql("""
                        insert into test_results (attempt_id, sequence, ordinal, project, class_name, name, outcome, duration_ms,
                          flaky)
                        select :id, 1, n, 'App.Tests', 'App.Tests.Suite', 'Test' || n,
                          case when n = 3 then 'Failed' when n = 4 then 'Skipped' else 'Passed' end, 1.5, n = 2
                        from generate_series(1, 4) n""").param("id", attempt).update();
        jdbc.sql("""
                        insert into diagnostics (attempt_id, sequence, ordinal, severity, code, message, file, line, "column")
                        values (:id, 1, 0, 'Warning', 'CS8618', 'Odd', 'a.cs', 1, 2), (:id, 1, 1, 'Error', 'CS0103', 'No', null, null, null)""").param("id", attempt).update();

        JsonNode tests = Server.json(server.get(BUILDS + "/" + build + "/tests?limit=2", token));
        assertThat(tests.get("summary").toString())
                .isEqualTo(
                        "{\"total\":4,\"passed\":2,\"failed\":1,\"skipped\":1,\"flaky\":1,\"duration\":\"PT0.006S\"}");
        assertThat(tests.at("/items/0/name").asString()).isEqualTo("Test3");
        JsonNode next = Server.json(server.get(tests.at("/links/next").asString(), token));
        assertThat(next.get("items")).hasSize(2);
        assertThat(next.at("/links/next").isMissingNode()).isTrue();
        assertThat(Server.json(server.get(BUILDS + "/" + build + "/tests?outcome=Skipped", token))
                        .get("items"))
                .hasSize(1);
        JsonNode diagnostics = Server.json(server.get(BUILDS + "/" + build + "/diagnostics", token));
        assertThat(diagnostics.at("/items/0/code").asString()).isEqualTo("CS0103");
        assertThat(Server.json(server.get(BUILDS + "/" + build + "/diagnostics?severity=Warning", token))
                        .get("items"))
                .hasSize(1);
        attempts.end(attempt, "Finished", "Succeeded");
    }

    private HttpResponse<String> keyed(String key, String body) throws IOException, InterruptedException {
        return server.send(Server.authorized(server.request(BUILDS), token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private UUID submit(String project) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.post(BUILDS, token, request(project));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return UUID.fromString(Server.json(answer).get("executionId").asString());
    }

    private static String request(String project) {
        return """
                {"job": {"projectName": "%s", "repositoryUrl": "https://github.com/org/myapp",
                  "gitRef": "refs/heads/main", "solutionPath": "MyApp.sln", "configuration": "Release",
                  "targetFramework": "net8.0", "platform": "AnyCPU", "runTests": true, "createPackages": true,
                  "publishArtifacts": true, "requesterEmail": "developer@example.com"},
                 "targetPool": "Linux", "strategy": "Incremental", "priority": "Normal",
                 "requesterEmail": "developer@example.com"}""".formatted(project);
    }
}
