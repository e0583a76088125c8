package net.buildserver.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.buildserver.api.security.Access;
import net.buildserver.api.security.Role;
import net.buildserver.api.security.Route;
import net.buildserver.api.security.RouteTable;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.orchestrator.agents.EnrolmentTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends what nobody should send to every operation, and finds no answer 5xx. {@code -Dseed=N} repeats a run. */
@ServerTest
class FuzzTests {
    private static final int VARIANTS = 25;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** They would end the session or the password that the fuzzer itself uses. */
    private static final Set<String> LEFT_OUT = Set.of("/api/v1/auth/logout", "/api/v1/auth/password");

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "0",
            "-1",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "'; drop table builds; --",
            "../../etc/passwd",
            "%s%n",
            "\u0000",
            "\ud83d\ude80",
            "\ud83d",
            "\u202Eabc",
            "a".repeat(5000),
            "00000000-0000-0000-0000-000000000000",
            "2026-02-30T25:61:61Z",
            "PT-1S",
            "P99999999999D");
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "\"\"",
            "0",
            "{",
            "{\"a\":",
            "[".repeat(3000),
            "{\"job\":null}",
            "{\"job\":[]}",
            "{\"job\":{\"buildProperties\":{\"\":null},\"metadata\":[1]}}",
            "{\"attempts\":null,\"usage\":null}",
            "{\"\\u0000\":\"\\u0000\"}");

    @LocalServerPort
    private int port;

    @Autowired
    private EnrolmentTokens tokens;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> broken = new ArrayList<>();
    private Server server;
    private int answers;

    @BeforeEach
    void connect() {
        server = new Server(port);
    }

    @Test
    void noRequestOfAClientGivesAServerError() throws Exception {
        String token = new Accounts(server).newUser(Role.Admin);
        JsonNode api = Server.json(server.get("/v3/api-docs", ""));

        for (var path : api.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (!LEFT_OUT.contains(path.getKey())) {
                    fuzz(
                            operation.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            operation.getValue(),
                            token);
                }
            }
        }

        assertThat(broken).as("seed " + seed).isEmpty();
        assertThat(answers).isGreaterThan(500);
    }

    @Test
    void noRequestOfAnAgentGivesAServerError() throws Exception {
        String enrolment = tokens.create(
                        new EnrolmentTokens.Terms("fuzz", null, true, java.time.Duration.ofHours(1)), "admin")
                .secret();
        String registration = """
                {"protocolVersion":1,"agentVersion":"1","name":"fuzz","hostname":"h","targetType":"Linux",
                "capabilities":{"maxConcurrentBuilds":1,"availableDiskSpaceGB":1,"cpuCores":1,"totalMemoryGB":1}}""";
        String agent = Server.json(server.post("/agent/v1/register", enrolment, registration))
                .get("credential")
                .asString();

        for (Route route : RouteTable.ROUTES) {
            if (route.access() == Access.Agent || route.access() == Access.Enrolment) {
                String token = route.access() == Access.Agent ? agent : enrolment;
                for (int variant = 0; variant < 2 * VARIANTS; variant++) {
                    String body = random.nextInt(3) == 0
                            ? pick(BODIES)
                            : mutated(JSON.readTree(registration)).toString();
                    send(route.method().name(), fill(route.pattern()), token, body);
                }
            }
        }

        assertThat(broken).as("seed " + seed).isEmpty();
    }

    private void fuzz(String method, String path, JsonNode operation, String token) throws Exception {
        JsonNode example = example(operation);
        for (int variant = 0; variant < VARIANTS; variant++) {
            StringBuilder target = new StringBuilder(fill(path));
            String separator = "?";
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("in").asString("").equals("query") && random.nextBoolean()) {
                    target.append(separator)
                            .append(parameter.get("name").asString())
                            .append('=')
                            .append(encoded(pick(NASTY)));
                    separator = "&";
                }
            }
            boolean hasBody = operation.has("requestBody");
            String body = !hasBody
                    ? ""
                    : example == null || random.nextInt(3) == 0
                            ? pick(BODIES)
                            : mutated(example).toString();
            send(method, target.toString(), token, body);
        }
    }

    private void send(String method, String target, String token, String body) throws Exception {
        HttpRequest.Builder request = server.request(target)
                .timeout(java.time.Duration.ofSeconds(40))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .header("Content-Type", target.contains("/log?") ? "application/octet-stream" : "application/json");
        HttpResponse<String> answer = server.send(Server.authorized(request, token));
        answers++;
        if (answer.statusCode() >= 500) {
            broken.add(method + " " + target + " " + (body.length() > 300 ? body.substring(0, 300) : body) + " -> "
                    + answer.statusCode() + " " + answer.body());
        }
    }

    /** Puts something into each variable of a path: mostly an id that could be one. */
    private String fill(String path) {
        StringBuilder filled = new StringBuilder();
        for (String part : path.split("(?=\\{)|(?<=})", -1)) {
            String value = random.nextInt(4) == 0
                    ? encoded(pick(NASTY))
                    : UUID.randomUUID().toString();
            filled.append(part.startsWith("{") ? value : part);
        }
        return filled.toString();
    }

    /** Replaces one member, at any depth, by something else. */
    private JsonNode mutated(JsonNode example) {
        JsonNode copy = example.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        if (!objects.isEmpty()) {
            ObjectNode object = pick(objects);
            List<String> names = new ArrayList<>(object.propertyNames());
            if (!names.isEmpty()) {
                String name = pick(names);
                switch (random.nextInt(5)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.putNull(name);
                    case 2 -> object.putArray(name).add(pick(NASTY));
                    case 3 -> object.put(name, random.nextLong());
                    default -> object.put(name, pick(NASTY));
                }
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static JsonNode example(JsonNode operation) {
        JsonNode content = operation.at("/requestBody/content/application~1json");
        JsonNode example = content.path("example");
        if (example.isObject()) {
            return example;
        }
        return example.isString() ? JSON.readTree(example.asString()) : null;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
