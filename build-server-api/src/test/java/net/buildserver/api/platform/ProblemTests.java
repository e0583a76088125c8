package net.buildserver.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.RawHttp;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** How errors look to a client, on real routes of the server. */
@ServerTest
class ProblemTests {
    @LocalServerPort
    private int port;

    private Server server;
    private String admin;

    @BeforeEach
    void signIn() throws Exception {
        server = new Server(port);
        admin = new Accounts(server).admin();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"username\":\"x\",|400||line 1",
                "not json|400||line 1",
                "{\"a\":1}{\"b\":2}|400||",
                "[]|400||an object",
                "null|400||JSON body",
                "\"text\"|400||",
                "{\"username\":\"jane\",\"username\":\"joe\"}|400|username|Duplicate",
                "{\"name\":\"jane\"}|400|name|known are password, role, username",
                "{\"username\":[\"jane\"]}|400|username|a string",
                "{\"username\":7}|400|username|a string",
                "{\"username\":{}}|400|username|a string",
                "{\"role\":\"Boss\"}|400|role|one of Developer, BuildMaster, Admin",
                "{\"role\":\"admin\"}|400|role|one of Developer, BuildMaster, Admin",
                "{\"role\":2}|400|role|one of Developer, BuildMaster, Admin",
                "{\"role\":\"\"}|400|role|one of Developer, BuildMaster, Admin",
                "{\"username\":null,\"password\":\"long enough as it is\",\"role\":\"Admin\"}|422|username|must not be blank",
                "{\"username\":\"jane\",\"password\":\"long enough as it is\"}|422|role|must not be null",
                "{\"username\":\"-jane\",\"password\":\"long enough as it is\",\"role\":\"Admin\"}|422|username|must start with",
                "{\"username\":\"jane\",\"password\":\"short\",\"role\":\"Admin\"}|422|password|at least 12",
                "{\"username\":\"jane\",\"password\":\"my name is jane, yes\",\"role\":\"Admin\"}|422|password|name",
                "{}|422|username|must not be"
            })
    void bodiesAreRefusedWithTheirField(String body, int status, String field, String text) throws Exception {
        HttpResponse<String> response = server.post("/api/v1/users", admin, body);

        JsonNode problem = problem(response, status, "invalid-request");
        if (field != null) {
            assertThat(problem.get("errors")
                            .valueStream()
                            .map(error -> error.get("field").asString()))
                    .contains(field);
        }
        if (text != null) {
            assertThat(problem.toString()).contains(text);
        }
    }

    @Test
    void deepJsonIsRefused() throws Exception {
        problem(server.post("/api/v1/users", admin, "{\"x\":".repeat(5000) + "1"), 400, "invalid-request");
    }

    @Test
    void hugeNumberIsRefused() throws Exception {
        problem(server.post("/api/v1/users", admin, "{\"role\":" + "9".repeat(5000) + "}"), 400, "invalid-request");
    }

    @Test
    void missingBodyIsRefused() throws Exception {
        HttpResponse<String> response = server.send(Server.authorized(
                server.request("/api/v1/users")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.noBody()),
                admin));
        problem(response, 400, "invalid-request");
    }

    @Test
    void longBodyIsRefused() throws Exception {
        problem(server.post("/api/v1/users", admin, "x".repeat(10 << 20)), 413, "request-too-large");
    }

    @Test
    void longBodyOfUnknownLengthIsRefused() throws Exception {
        String start = "{\"username\":\"";
        HttpResponse<String> response = server.send(Server.authorized(
                server.request("/api/v1/users")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.SequenceInputStream(
                                new java.io.ByteArrayInputStream(
                                        start.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                new Endless(10 << 20)))),
                admin));
        problem(response, 413, "request-too-large");
    }

    @Test
    void wrongContentTypeIsRefused() throws Exception {
        HttpResponse<String> response = server.send(Server.authorized(
                server.request("/api/v1/users")
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString("<x/>")),
                admin));
        assertThat(problem(response, 415, "unsupported-media-type")
                        .get("detail")
                        .asString())
                .contains("application/json");
    }

    @Test
    void unacceptableAnswerIsRefused() throws Exception {
        HttpResponse<String> response =
                server.send(Server.authorized(server.request("/api/v1/users").header("Accept", "text/csv"), admin));
        assertThat(problem(response, 406, "not-acceptable").get("detail").asString())
                .contains("application/json");
    }

    @Test
    void wrongMethodNamesTheRightOnes() throws Exception {
        HttpResponse<String> response = server.send("PUT", "/api/v1/users", admin, "{}");
        problem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
    }

    @Test
    void unknownRouteAndUnknownThing() throws Exception {
        problem(server.get("/api/v1/nothing", admin), 404, "not-found");
        problem(server.get("/ui/nothing.js", admin), 404, "not-found");
        problem(server.get("/api/v1/users/" + UUID.randomUUID(), admin), 404, "not-found");
    }

    @Test
    void unreadableIdNamesItsVariable() throws Exception {
        JsonNode problem = problem(server.get("/api/v1/users/jane", admin), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("userId");
        assertThat(problem.at("/errors/0/message").asString()).contains("UUID");
    }

    @Test
    void conflictIsRefused() throws Exception {
        String jane = "{\"username\":\"jane\",\"password\":\"long enough as it is\",\"role\":\"Developer\"}";
        assertThat(server.post("/api/v1/users", admin, jane).statusCode()).isEqualTo(201);
        problem(server.post("/api/v1/users", admin, jane.replace("jane", "JANE")), 409, "conflict");
    }

    @Test
    void lastAdminStays() throws Exception {
        String path = "/api/v1/users/"
                + Server.json(server.get("/api/v1/auth/me", admin)).get("id").asString();
        problem(server.send("DELETE", path, admin, ""), 409, "conflict");
        problem(server.send("PATCH", path, admin, "{\"role\":\"Developer\"}"), 409, "conflict");
        problem(server.send("PATCH", path, admin, "{\"enabled\":false}"), 409, "conflict");
        assertThat(server.get("/api/v1/auth/me", admin).statusCode()).isEqualTo(200);
    }

    @Test
    void brokenHttpIsRefused() throws Exception {
        RawHttp raw = new RawHttp(port);
        assertThat(raw.send("GET", "/api/v1/users", List.of("Content-Length: abc"))
                        .status())
                .isEqualTo(400);
        assertThat(raw.send("GET", "/api/v1/users", List.of("X: " + "a".repeat(20_000)))
                        .status())
                .isIn(400, 431);
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(contentType -> assertThat(contentType).startsWith("application/problem+json"));
        JsonNode problem = Server.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("urn:buildserver:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank().doesNotContain("Exception", "tools.jackson");
        assertThat(problem.get("instance").asString()).startsWith("/");
        return problem;
    }

    /** A long string without an end. */
    private static final class Endless extends InputStream {
        private int left;

        Endless(int length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'a' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(left, length);
            java.util.Arrays.fill(buffer, offset, offset + count, (byte) 'a');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
