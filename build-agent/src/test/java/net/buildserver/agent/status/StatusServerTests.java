package net.buildserver.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.RunningAgent;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.protocol.ProblemTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatusServerTests {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsHealthStatusAndMetrics() throws Exception {
        try (RunningAgent agent = RunningAgent.start(server.uri(), folder)) {
            agent.awaitLog("ready", LIMIT);
            assertThat(get(agent, "/health/live").statusCode()).isEqualTo(200);
            JsonNode status = Json.MAPPER.readTree(get(agent, "/status").body());
            assertThat(status.at("/state/agentId").asString()).isEqualTo("agent-1");
            assertThat(status.at("/state/phase").asString()).isEqualTo("Running");
            assertThat(status.at("/state/jobs").size()).isZero();
            assertThat(status.get("checks").findValuesAsString("name"))
                    .contains(".NET SDK", "Git", "Docker", "Disk Space", "Memory", "CPU", "Server", "Clock");

            String metrics = get(agent, "/metrics").body();
            List<String> names = metrics.lines()
                    .filter(line -> line.startsWith("# TYPE"))
                    .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
                    .toList();
            assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
            assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
                    .allMatch(
                            line -> line.matches("build_agent_[a-z0-9_]+(\\{[a-z]+=\"[^\"]*\"})? -?[0-9.]+"),
                            "a sample");
            assertThat(metrics).contains("build_agent_phase{phase=\"Running\"} 1\n");
        }
    }

    @Test
    void isNotReadyWhenTheServerIsSilentOrRefusesToGiveWork() throws Exception {
        try (RunningAgent agent = RunningAgent.start(server.uri(), folder)) {
            agent.awaitLog("ready", LIMIT);
            agent.drain();
            HttpResponse<String> draining = get(agent, "/health/ready");
            assertThat(draining.statusCode()).isEqualTo(503);
            assertThat(draining.body()).contains("the test wants it");
        }
        server.hook = path -> new Failure(503, ProblemTypes.UNAVAILABLE, "");
        try (RunningAgent agent = RunningAgent.start(server.uri(), folder)) {
            HttpResponse<String> alone = get(agent, "/health/ready");
            assertThat(alone.statusCode()).isEqualTo(503);
            assertThat(alone.body()).contains("not connected yet");
        }
    }

    @Test
    void answersOnlyWhatIsMeantForIt() throws Exception {
        try (RunningAgent agent = RunningAgent.start(server.uri(), folder)) {
            URI address = URI.create(agent.statusAddress());
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThat(get(agent, "/elsewhere").statusCode()).isEqualTo(404);
            assertThat(send(HttpRequest.newBuilder(address.resolve("/status")).DELETE())
                            .statusCode())
                    .isEqualTo(405);
            // A name of somebody else's that leads here, as in DNS rebinding.
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream()
                        .write("GET /status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 421");
            }
        }
    }

    private static HttpResponse<String> get(RunningAgent agent, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(agent.statusAddress() + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }
}
