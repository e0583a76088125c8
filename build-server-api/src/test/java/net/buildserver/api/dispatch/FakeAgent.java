package net.buildserver.api.dispatch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.TaskOffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent that speaks the protocol over HTTP and builds nothing. */
final class FakeAgent {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final AgentCredential credential;
    private final UUID session = UUID.randomUUID();
    private final int slots;

    private FakeAgent(URI server, AgentCredential credential, int slots) {
        this.server = server;
        this.credential = credential;
        this.slots = slots;
    }

    static FakeAgent register(URI server, String token, String name, int slots) throws IOException {
        Answer answer = register(server, token, registration(name, slots, BuildTargetType.Linux));
        return new FakeAgent(server, answer.as(AgentCredential.class), slots);
    }

    static Answer register(URI server, String token, AgentRegistration registration) throws IOException {
        return send(request(server, token, "/agent/v1/register", registration));
    }

    static AgentRegistration registration(String name, int slots, BuildTargetType pool) {
        return new AgentRegistration(1, "0.1.0", name, "host-of-" + name, pool, capabilities(slots));
    }

    static BuildAgentCapabilities capabilities(int slots) {
        return new BuildAgentCapabilities(
                List.of("net10.0"),
                List.of("git"),
                slots,
                100,
                4,
                16,
                List.of("10.0.401"),
                List.of(),
                Map.of("git", "2.39.5"),
                "Linux 6.1",
                "x64",
                List.of());
    }

    String credential() {
        return credential.credential();
    }

    String id() {
        return credential.agentId();
    }

    UUID session() {
        return session;
    }

    /** Another process with the same credential. */
    FakeAgent restarted() {
        return new FakeAgent(server, credential, slots);
    }

    Answer start(UUID... held) throws IOException {
        return post(
                "/session",
                new SessionStart(
                        1,
                        session,
                        "0.1.0",
                        "host",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        capabilities(slots),
                        List.of(held)));
    }

    Answer heartbeat(UUID... attempts) throws IOException {
        return post(
                "/heartbeat",
                new Heartbeat(
                        session,
                        List.of(attempts),
                        usage(),
                        List.of(new HealthCheck(".NET SDK", HealthStatus.Healthy, null)),
                        false));
    }

    CompletableFuture<Answer> poll() {
        return HTTP.sendAsync(
                        request(
                                server,
                                credential.credential(),
                                "/agent/v1/poll",
                                new PollRequest(session, slots, usage())),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    /** Polls, again after each poll that ended with nothing, as agents do, until something is offered. */
    TaskOffer awaitOffer() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Answer answer;
        do {
            answer = poll().orTimeout(10, TimeUnit.SECONDS).join();
        } while (answer.status() == HttpURLConnection.HTTP_NO_CONTENT && System.nanoTime() < end);
        return answer.as(TaskOffer.class);
    }

    /** Polls and accepts what is offered. */
    UUID take() {
        UUID attempt = awaitOffer().attemptId();
        Answer accepted = attempt(attempt, "accept", null);
        if (accepted.status() != 200) {
            throw new AssertionError(accepted.toString());
        }
        return attempt;
    }

    Answer attempt(UUID attemptId, String action, Object body) {
        try {
            return post("/attempts/" + attemptId + "/" + action, body);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Appends to an attempt's log. */
    Answer log(UUID attemptId, long offset, String text) throws IOException {
        return send(HttpRequest.newBuilder(server.resolve("/agent/v1/attempts/" + attemptId + "/log?offset=" + offset))
                .header("Authorization", "Bearer " + credential.credential())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    /** Appends encoded bytes to an attempt's log. */
    Answer zippedLog(UUID attemptId, long offset, byte[] body, String encoding) throws IOException {
        return send(HttpRequest.newBuilder(server.resolve("/agent/v1/attempts/" + attemptId + "/log?offset=" + offset))
                .header("Authorization", "Bearer " + credential.credential())
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer post(String path, Object body) throws IOException {
        return send(request(server, credential.credential(), "/agent/v1" + path, body));
    }

    Answer postBytes(String path, String text) throws IOException {
        return send(HttpRequest.newBuilder(server.resolve("/agent/v1" + path))
                .header("Authorization", "Bearer " + credential.credential())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    private static AgentResourceUsage usage() {
        return new AgentResourceUsage(12.5, 35.2, 250);
    }

    private static HttpRequest request(URI server, String token, String path, Object body) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : JSON.writeValueAsString(body));
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(40))
                .POST(content)
                .build();
    }

    private static Answer send(HttpRequest request) throws IOException {
        try {
            return Answer.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What the server answered. */
    record Answer(int status, String body) {
        static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), response.body());
        }

        <T> T as(Class<T> type) {
            if (status != 200) {
                throw new AssertionError(toString());
            }
            return JSON.readValue(body, type);
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        String problem() {
            String type = json().get("type").asString();
            return status + " " + type.substring(type.lastIndexOf(':') + 1);
        }
    }
}
