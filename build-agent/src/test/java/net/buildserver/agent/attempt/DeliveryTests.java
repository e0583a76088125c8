package net.buildserver.agent.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.log.LogDigest;
import net.buildserver.agent.log.LogSource;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a result when the server does not behave. Pauses between tries take no time here, but are counted. */
class DeliveryTests {
    @TempDir
    private Path folder;

    private final UUID attempt = UUID.randomUUID();
    private final Cancellation cancellation = new Cancellation();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong pausedNanos = new AtomicLong();
    private FakeServer server;
    private Recording recording;
    private AttemptSpool spool;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        recording = server.recording(attempt);
        spool = AttemptSpool.create(folder, attempt);
        spool.put(new AttemptReport(1, "0123abc", List.of(), List.of(), List.of(), null, null));
        Files.writeString(spool.log(), "line of the log\n".repeat(40_000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everythingArrivesOnce() throws IOException {
        assertThat(deliver()).isTrue();
        assertThat(recording.log.toByteArray()).isEqualTo(log());
        assertThat(recording.reports).hasSize(1);
        assertThat(recording.finishes).hasValue(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anHourWithoutAServerLosesNothing() throws IOException {
        server.hook = path -> Duration.ofNanos(pausedNanos.get()).toMinutes() < 60
                ? new Failure(503, ProblemTypes.UNAVAILABLE, "")
                : null;
        assertThat(deliver()).isTrue();
        assertThat(Duration.ofNanos(pausedNanos.get())).isGreaterThan(Duration.ofMinutes(60));
        assertThat(recording.log.toByteArray()).isEqualTo(log());
        assertThat(recording.finishes).hasValue(1);
    }

    @Test
    void retryAfterIsObeyed() throws IOException {
        AtomicInteger refusals = new AtomicInteger(1);
        server.hook = path -> path.endsWith("/finish") && refusals.getAndDecrement() > 0
                ? new Failure(429, ProblemTypes.TOO_MANY_REQUESTS, "").retryAfter("120")
                : null;
        assertThat(deliver()).isTrue();
        assertThat(Duration.ofNanos(pausedNanos.get())).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void damagedLogIsSentAgain() throws IOException {
        AtomicInteger damages = new AtomicInteger(1);
        server.hook = path -> {
            if (path.endsWith("/finish") && damages.getAndDecrement() > 0) {
                recording.log.reset();
                recording.log.writeBytes(new byte[Math.toIntExact(log().length)]);
            }
            return null;
        };
        assertThat(deliver()).isTrue();
        assertThat(recording.log.toByteArray()).isEqualTo(log());
        assertThat(problems).singleElement().asString().contains("sent again");
    }

    @Test
    void serverThatLostTheEndOfTheLogGetsItAgain() throws IOException {
        AtomicInteger chunks = new AtomicInteger();
        server.hook = path -> {
            if (path.endsWith("/log") && chunks.incrementAndGet() == 3) {
                recording.log.reset();
            }
            return null;
        };
        assertThat(deliver()).isTrue();
        assertThat(recording.log.toByteArray()).isEqualTo(log());
    }

    @Test
    void refusedPartOfTheLogLeavesAMarkAndNotSilence() throws IOException {
        server.logHook = (offset, body) -> offset <= 262_144 && body.length > 100 && offset + body.length > 262_144
                ? new Failure(422, ProblemTypes.INVALID_REQUEST, "")
                : null;
        assertThat(deliver()).isTrue();
        assertThat(recording.logText()).contains("bytes of the log are missing here: the server refused them]\n");
        assertThat(recording.logText()).startsWith("line of the log\n").endsWith("line of the log\n");
        assertThat(recording.log.size()).isGreaterThan(600_000);
        assertThat(recording.finish.outcome()).isEqualTo(AttemptOutcome.Succeeded);
        assertThat(recording.finish.logBytes()).isEqualTo(recording.log.size());
        assertThat(cancellation.isRequested()).isFalse();
    }

    @Test
    void logThatIsRefusedAltogetherEndsTheAttemptAloud() throws IOException {
        server.hook = path -> path.endsWith("/log") ? new Failure(422, ProblemTypes.INVALID_REQUEST, "") : null;
        assertThat(deliver()).isTrue();
        assertThat(cancellation.reason()).contains(CancelReason.ProtocolDefect);
        assertThat(recording.finish.logBytes()).isZero();
        assertThat(problems).singleElement().asString().contains("the log cannot be delivered");
    }

    @Test
    void refusedResultBecomesAFailureOfTheInfrastructure() throws IOException {
        AtomicInteger refusals = new AtomicInteger(1);
        server.hook = path -> path.endsWith("/finish") && refusals.getAndDecrement() > 0
                ? new Failure(422, ProblemTypes.INVALID_REQUEST, "")
                : null;
        assertThat(deliver()).isTrue();
        assertThat(recording.finish.outcome()).isEqualTo(AttemptOutcome.Failed);
        assertThat(recording.finish.failureKind()).isEqualTo(FailureKind.Infrastructure);
        assertThat(recording.finish.errorMessage()).contains("refused the agent's result");
    }

    @Test
    void takenAwayAttemptReportsNothing() throws IOException {
        server.hook = path -> path.endsWith("/reports") ? new Failure(409, ProblemTypes.STALE_ATTEMPT, "") : null;
        assertThat(deliver()).isFalse();
        assertThat(recording.finish).isNull();
        assertThat(cancellation.isAbandoned()).isTrue();
    }

    private boolean deliver() throws IOException {
        AgentApi api = new AgentApi(server.uri(), new Vitals(InstantSource.system()));
        api.authenticate(FakeServer.CREDENTIAL);
        LogSource log = LogSource.left(spool.log());
        Delivery delivery =
                new Delivery(api, new Retries(new StopSignal(), this::pause), spool, log, cancellation, problems::add);
        byte[] bytes = log();
        LogDigest digest = new LogDigest();
        digest.update(bytes, bytes.length);
        FinishReport finish = new FinishReport(AttemptOutcome.Succeeded, null, null, 1, bytes.length, digest.hex());
        spool.put(finish);
        delivery.start();
        return delivery.finish(finish);
    }

    private boolean pause(StopSignal stop, Duration time) {
        pausedNanos.addAndGet(time.toNanos());
        return stop.isStopped();
    }

    private static byte[] log() {
        return "line of the log\n".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    }
}
