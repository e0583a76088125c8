package net.buildserver.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class ServerStartTests {
    @LocalServerPort
    private int port;

    @Test
    void isReadyWithItsServices() throws Exception {
        HttpResponse<String> health = new Server(port).get("/actuator/health/readiness", "");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/nope,404,not-found",
        "/error,404,not-found",
        "/api/v1/builds,401,unauthenticated",
        "/agent/v1/poll,405,method-not-allowed",
        "/actuator/prometheus,401,unauthenticated",
        "/api/v1/builds;.x,400,invalid-request",
        "/api//v1/builds,400,invalid-request"
    })
    void answersErrorsWithProblems(String path, int status, String type) throws Exception {
        HttpResponse<String> response = new Server(port).get(path, "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(Server.json(response).get("type").asString()).isEqualTo("urn:buildserver:problem:" + type);
        assertThat(Server.json(response).get("instance").asString()).isEqualTo(path);
    }
}
