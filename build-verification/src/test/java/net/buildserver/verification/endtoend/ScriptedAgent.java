package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestCaseResult;
import tools.jackson.databind.json.JsonMapper;

/** An agent of the pool Docker that tells what a test wants, since no build writes a hostile log, or fails, on demand. */
final class ScriptedAgent implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PIECE = 900_000;

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final UUID session = UUID.randomUUID();
    private final AgentResourceUsage usage = new AgentResourceUsage(1, 1, 100);
    private final String credential;
    private String attempt = "";
    private long offset;
    private long sequence;

    ScriptedAgent(URI server, ApiClient admin) {
        this(server, admin, "scripted");
    }

    /** Enrols an agent of this name. */
    ScriptedAgent(URI server, ApiClient admin, String name) {
        this.server = server;
        var token = admin.post(
                        "/api/v1/enrolment-tokens", Map.of("description", "scripted", "targetType", "Docker"), 201)
                .path("token")
                .asString();
        var can = new BuildAgentCapabilities(
                List.of(),
                List.of("git"),
                1,
                100,
                2,
                4,
                List.of("10.0.100"),
                List.of(),
                Map.of(),
                "Linux",
                "x64",
                List.of());
        credential = JSON.readValue(
                        post(
                                "/register",
                                token,
                                new AgentRegistration(1, "0.1.0", name, name + "-host", BuildTargetType.Docker, can)),
                        AgentCredential.class)
                .credential();
        post(
                "/session",
                credential,
                new SessionStart(
                        1, session, "0.1.0", name + "-host", Instant.parse("2026-01-01T00:00:00Z"), can, List.of()));
    }

    /** Waits for a task, accepts it, and returns its name. */
    String take() {
        attempt = Eventually.find("an offer", Duration.ofSeconds(60), () -> {
            var answer = post("/poll", credential, new PollRequest(session, 1, usage));
            return answer.isEmpty()
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(
                            JSON.readValue(answer, TaskOffer.class).attemptId().toString());
        });
        offset = 0;
        sequence = 0;
        return JSON.readValue(post("/attempts/" + attempt + "/accept", credential, ""), TaskAssignment.class)
                .taskName();
    }

    /** Tells how stages went, what was warned of and how tests ended. */
    void tell(List<StageReport> stages, List<Diagnostic> diagnostics, List<TestCaseResult> tests) {
        sequence++;
        post(
                "/attempts/" + attempt + "/reports",
                credential,
                new AttemptReport(sequence, null, stages, diagnostics, tests, null, null));
    }

    /** Appends to the log, and says that it is alive, as writing a long one takes longer than a lease. */
    void log(String text) {
        post(
                "/heartbeat",
                credential,
                new Heartbeat(session, List.of(UUID.fromString(attempt)), usage, List.of(), false));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var from = 0; from < bytes.length; from += PIECE) {
            var length = Math.min(PIECE, bytes.length - from);
            send(HttpRequest.newBuilder(server.resolve("/agent/v1/attempts/" + attempt + "/log?offset=" + offset))
                    .header("Authorization", "Bearer " + credential)
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes, from, length)));
            offset += length;
        }
    }

    void finish() {
        finish(AttemptOutcome.Succeeded, List.of());
    }

    /** Ends the task, and adds others if it succeeded. */
    void finish(AttemptOutcome outcome, List<AddedTask> added) {
        var failed = outcome == AttemptOutcome.Failed;
        post(
                "/attempts/" + attempt + "/finish",
                credential,
                new FinishReport(
                        outcome,
                        failed ? FailureKind.UserCode : null,
                        failed ? "It failed." : null,
                        sequence,
                        offset,
                        null,
                        Map.of(),
                        added));
    }

    private String post(String path, String bearer, Object body) {
        return send(HttpRequest.newBuilder(server.resolve("/agent/v1" + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.equals("") ? "" : JSON.writeValueAsString(body))));
    }

    private String send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
            return answer.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
