package net.buildserver.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class OpenApiTests {
    @LocalServerPort
    private int port;

    private JsonNode api;

    @BeforeEach
    void read() throws Exception {
        api = Server.json(new Server(port).get("/v3/api-docs", ""));
    }

    @Test
    void describesTheWhole() {
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(api.at("/info/title").asString()).isEqualTo(".NET Build Server");
        assertThat(api.at("/components/securitySchemes/user/scheme").asString()).isEqualTo("bearer");
        assertThat(api.at("/servers/0/url").asString()).isEqualTo("/");
        assertThat(api.at("/components/schemas/Problem").toString())
                .contains("\"field\":{\"type\":\"string\"", "job.gitRef");
    }

    @Test
    void everyOperationHasASummary() {
        assertThat(failures((name, operation) -> operation.hasNonNull("summary")))
                .isEmpty();
    }

    @Test
    void everyOperationSaysWhoMayUseIt() {
        assertThat(failures((name, operation) -> operation.hasNonNull("x-access")
                        && operation.path("description").asString("").contains("Needs ")))
                .isEmpty();
    }

    @Test
    void everyProtectedOperationNamesItsSchemeAndRefusals() {
        assertThat(failures((name, operation) ->
                        operation.path("x-access").asString("").equals("Public")
                                || (operation.path("security").size() == 1
                                        && operation.path("responses").has("401")
                                        && operation.path("responses").has("403"))))
                .isEmpty();
    }

    @Test
    void everyJsonBodyHasAnExample() {
        assertThat(failures((name, operation) -> {
                    JsonNode json = operation.at("/requestBody/content/application~1json");
                    return json.isMissingNode() || hasExample(json);
                }))
                .isEmpty();
    }

    private boolean hasExample(JsonNode content) {
        if (content.has("example") || content.has("examples")) {
            return true;
        }
        JsonNode schema = content.path("schema");
        String reference = schema.path("$ref").asString("");
        JsonNode resolved = reference.isEmpty() ? schema : api.at(reference.substring(1));
        if (resolved.has("example") || resolved.has("examples")) {
            return true;
        }
        JsonNode properties = resolved.path("properties");
        return !properties.isEmpty()
                && properties.valueStream().allMatch(property -> property.has("example") || property.has("examples"));
    }

    private List<String> failures(BiFunction<String, JsonNode, Boolean> isRight) {
        List<String> failures = new ArrayList<>();
        int operations = 0;
        for (var path : api.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations++;
                String name = method.getKey() + " " + path.getKey();
                if (!isRight.apply(name, method.getValue())) {
                    failures.add(name);
                }
            }
        }
        assertThat(operations).isGreaterThan(8);
        return failures;
    }
}
