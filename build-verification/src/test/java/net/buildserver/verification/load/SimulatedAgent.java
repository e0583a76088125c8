package net.buildserver.verification.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import tools.jackson.databind.json.JsonMapper;

/** An agent that speaks the whole protocol over one connection and builds nothing. Used by one thread. */
final class SimulatedAgent implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AgentResourceUsage USAGE = new AgentResourceUsage(10, 20, 100);

    private final AgentCredential credential;
    private UUID session = UUID.randomUUID();
    private Wire wire;

    private SimulatedAgent(AgentCredential credential, Wire wire) {
        this.credential = credential;
        this.wire = wire;
    }

    /** Enrols and starts a session. */
    static SimulatedAgent join(URI server, String enrolmentToken, String name) throws IOException {
        Wire wire = new Wire(server);
        AgentRegistration registration =
                new AgentRegistration(1, "0.1.0", name, "host-" + name, BuildTargetType.Linux, capabilities());
        Wire.Answer answer = wire.post("/agent/v1/register", enrolmentToken, JSON.writeValueAsString(registration));
        SimulatedAgent agent = new SimulatedAgent(read(answer, AgentCredential.class), wire);
        agent.startSession();
        return agent;
    }

    private static BuildAgentCapabilities capabilities() {
        return new BuildAgentCapabilities(
                List.of("net10.0"),
                List.of("git"),
                1,
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

    String id() {
        return credential.agentId();
    }

    /** Goes on at another server of the same installation. */
    void moveTo(URI server) {
        wire.close();
        wire = new Wire(server);
    }

    /** Returns how many bytes went over its present connection, both ways. */
    long bytes() {
        return wire.bytes();
    }

    /** Returns what nobody else may learn. */
    String secret() {
        return credential.credential();
    }

    /** Goes on as a new process that holds {@code attempts}. */
    Wire.Answer restart(UUID... attempts) throws IOException {
        session = UUID.randomUUID();
        return startSession(attempts);
    }

    /** Tells the server that this process is the agent now, holding {@code attempts}. */
    Wire.Answer startSession(UUID... attempts) throws IOException {
        return post(
                "/session",
                new SessionStart(1, session, "0.1.0", "host", Instant.EPOCH, capabilities(), List.of(attempts)));
    }

    /** Waits for an offer; empty if there was none while the poll was open. */
    Optional<TaskOffer> poll() throws IOException {
        return offer(askForOffer());
    }

    /** Polls, and returns the answer whatever it is. */
    Wire.Answer askForOffer() throws IOException {
        return post("/poll", new PollRequest(session, 1, USAGE));
    }

    /** Returns the offer in the answer to a poll. */
    static Optional<TaskOffer> offer(Wire.Answer answer) throws IOException {
        if (answer.status() != 200 && answer.status() != 204) {
            throw new IOException("A poll got " + answer.status() + ": " + answer.text());
        }
        return answer.status() == 200 ? Optional.of(read(answer, TaskOffer.class)) : Optional.empty();
    }

    Wire.Answer heartbeat(UUID... attempts) throws IOException {
        return post("/heartbeat", new Heartbeat(session, List.of(attempts), USAGE, List.of(), false));
    }

    Wire.Answer accept(UUID attempt) throws IOException {
        return wire.post("/agent/v1/attempts/" + attempt + "/accept", credential.credential(), "");
    }

    /** Reports stages, each with the states that it went through. */
    Wire.Answer report(UUID attempt, long sequence, List<String> stages) throws IOException {
        List<StageReport> reports = stages.stream()
                .flatMap(stage -> java.util.stream.Stream.of(
                        new StageReport(stage, BuildStageStatus.Running, null, null, null, null, null),
                        new StageReport(stage, BuildStageStatus.Succeeded, null, null, null, null, null)))
                .toList();
        return post(
                "/attempts/" + attempt + "/reports",
                new AttemptReport(sequence, null, reports, null, null, null, null));
    }

    /** Reports that a stage went from {@code start} to {@code end}, by the agent's clock. */
    Wire.Answer report(UUID attempt, long sequence, String stage, Instant start, Instant end) throws IOException {
        return post(
                "/attempts/" + attempt + "/reports",
                new AttemptReport(
                        sequence,
                        null,
                        List.of(
                                new StageReport(stage, BuildStageStatus.Running, start, null, null, null, null),
                                new StageReport(stage, BuildStageStatus.Succeeded, start, end, null, null, null)),
                        null,
                        null,
                        null,
                        null));
    }

    Wire.Answer log(UUID attempt, long offset, String text) throws IOException {
        return wire.send(
                "POST",
                "/agent/v1/attempts/" + attempt + "/log?offset=" + offset,
                credential.credential(),
                "application/octet-stream",
                text.getBytes(StandardCharsets.UTF_8));
    }

    Wire.Answer finish(UUID attempt, long lastSequence, long logBytes) throws IOException {
        return post(
                "/attempts/" + attempt + "/finish",
                new FinishReport(AttemptOutcome.Succeeded, null, null, lastSequence, logBytes, null));
    }

    Wire.Answer post(String path, Object body) throws IOException {
        return wire.post("/agent/v1" + path, credential.credential(), JSON.writeValueAsString(body));
    }

    static <T> T read(Wire.Answer answer, Class<T> type) throws IOException {
        if (answer.status() != 200) {
            throw new IOException(answer.status() + " " + answer.text());
        }
        return JSON.readValue(answer.text(), type);
    }

    @Override
    public void close() {
        wire.close();
    }
}
