package net.buildserver.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.test.context.TestPropertySource;

/** What lies beside the table of routes: metrics, failures on the way in, and leniency towards newer agents. */
@ServerTest
@Import(GateTests.FailingAgents.class)
@TestPropertySource(
        properties = {
            "build-server.metrics.scrape-token=a token for the metrics",
            "build-server.metrics.open-on-loopback=false"
        })
class GateTests {
    private static final String SECRET_REASON = "the password of the database is x";

    @TestConfiguration(proxyBeanMethods = false)
    static class FailingAgents {
        @Bean
        @Primary
        AgentAuthentication failingAgents() {
            return new AgentAuthentication() {
                @Override
                public Optional<String> agentOf(String credential) {
                    if (credential.endsWith("away")) {
                        throw new QueryTimeoutException(SECRET_REASON);
                    }
                    throw new IllegalStateException(SECRET_REASON);
                }

                @Override
                public boolean mayEnrol(String enrolmentToken) {
                    return true;
                }
            };
        }
    }

    @LocalServerPort
    private int port;

    private Server server;

    @BeforeEach
    void connect() {
        server = new Server(port);
    }

    @Test
    void scrapeTokenOpensTheMetricsAndNothingElse() throws Exception {
        assertThat(metrics("a token for the metrics")).isEqualTo(200);
        assertThat(metrics("a token for the metricS")).isEqualTo(401);
        assertThat(server.get("/api/v1/auth/me", "a token for the metrics").statusCode())
                .isEqualTo(403);
    }

    @Test
    void autoscalersReadTheDemandOfAPoolWithTheScrapeToken() throws Exception {
        String path = "/api/v1/pools/Linux/scaling";
        HttpResponse<String> answer = server.get(path, "a token for the metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Server.json(answer).propertyNames()).containsExactly("pendingRunnable", "running", "desired");
        assertThat(server.get(path, new Accounts(server).newUser(Role.Developer))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(path, "").statusCode()).isEqualTo(401);
        HttpResponse<String> unknown = server.get("/api/v1/pools/linux/scaling", "a token for the metrics");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("pool").contains("linux");
    }

    @Test
    void adminsReadTheMetricsAndOthersDoNot() throws Exception {
        Accounts accounts = new Accounts(server);
        assertThat(metrics(accounts.admin())).isEqualTo(200);
        assertThat(metrics(accounts.newUser(Role.BuildMaster))).isEqualTo(403);
        assertThat(metrics("")).isEqualTo(401);
    }

    @Test
    void unexpectedFailureTellsNothingButItsRequest() throws Exception {
        HttpResponse<String> response = server.post("/agent/v1/heartbeat", "bsac_broken", "{}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Server.json(response).get("type").asString()).endsWith(":internal-error");
        assertThat(Server.json(response).get("instance").asString()).isEqualTo("/agent/v1/heartbeat");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(response.body()).doesNotContain(SECRET_REASON, "Exception");
    }

    @Test
    void missingServiceIsTold() throws Exception {
        HttpResponse<String> response = server.post("/agent/v1/heartbeat", "bsac_away", "{}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.body()).doesNotContain(SECRET_REASON);
    }

    @Test
    void newerAgentsMaySayMoreButNotLess() throws Exception {
        HttpResponse<String> response =
                server.post("/agent/v1/register", "bset_x", "{\"protocolVersion\":1,\"laterField\":{\"a\":1}}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Server.json(response).at("/errors/0/field").asString()).isEqualTo("agentVersion");
        assertThat(Server.json(response).at("/errors/0/message").asString()).isEqualTo("is missing.");
    }

    @Test
    void answersCarryTheHeadersThatHoldBrowsersBack() throws Exception {
        HttpResponse<String> data = server.get("/api/v1/builds", "");
        assertThat(data.headers().firstValue("Content-Security-Policy")).hasValue(SecurityHeaders.DATA_POLICY);
        assertThat(data.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(data.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(data.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(data.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(data.headers().firstValue("Set-Cookie")).isEmpty();

        HttpResponse<String> page = server.get("/swagger-ui/index.html", "");
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValue(SecurityHeaders.SWAGGER_POLICY);
        assertThat(page.body()).doesNotContain("<script>");
    }

    @Test
    void otherOriginsAreNotLetIn() throws Exception {
        HttpResponse<String> preflight = server.send(server.request("/api/v1/builds")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(405);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private int metrics(String token) throws Exception {
        return server.get("/actuator/prometheus", token).statusCode();
    }
}
