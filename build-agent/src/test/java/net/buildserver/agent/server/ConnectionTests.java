package net.buildserver.agent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.buildserver.agent.metrics.Counter;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.PollRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes over the wire that no well-behaved server sends, byte for byte. */
class ConnectionTests {
    private static final Heartbeat BEAT =
            new Heartbeat(UUID.randomUUID(), List.of(), new AgentResourceUsage(0, 0, 1), List.of(), false);

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Vitals vitals = new Vitals(InstantSource.system());
    private ServerSocket socket;
    private Thread server;
    private AgentApi api;
    private AgentApi hurried;

    @BeforeEach
    void start() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = Thread.ofVirtual().start(this::serve);
        api = api(Duration.ofSeconds(30));
        hurried = api(Duration.ofMillis(300));
    }

    private AgentApi api(Duration patience) {
        AgentApi.Timeouts timeouts = new AgentApi.Timeouts(patience, patience, patience);
        return new AgentApi(URI.create("http://127.0.0.1:" + socket.getLocalPort()), timeouts, vitals);
    }

    // A socket listens until the thread that accepts has noticed that it is closed.
    @AfterEach
    void stop() throws Exception {
        socket.close();
        server.join(Duration.ofSeconds(10));
    }

    // An empty answer is a connection that stays open and says nothing.
    private void serve() {
        try {
            while (true) {
                Socket client = socket.accept();
                int asked = client.getInputStream().read(new byte[64 << 10]);
                assertThat(asked).isPositive();
                String answer = answers.poll();
                if (answer != null && !answer.isEmpty()) {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    client.close();
                }
            }
        } catch (IOException closed) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    @Test
    void silentConnectionIsGivenUpInTime() {
        answers.add("");
        assertThatThrownBy(() -> hurried.heartbeat(BEAT))
                .isInstanceOf(ServerException.Unavailable.class)
                .hasMessageContaining("timed out");
        assertThat(vitals.get(Counter.UNAVAILABLE)).isEqualTo(1);
        assertThat(vitals.sinceContact()).isEmpty();
    }

    @Test
    void deadLineIsGivenUpByThePollAndByTheLogToo() {
        answers.add("");
        PollRequest poll = new PollRequest(UUID.randomUUID(), 1, new AgentResourceUsage(0, 0, 1));
        assertThatThrownBy(() -> hurried.poll(poll, Duration.ofMillis(200)))
                .isInstanceOf(ServerException.Unavailable.class)
                .hasMessageContaining("timed out");
        answers.add("");
        assertThatThrownBy(() -> hurried.log(UUID.randomUUID(), 0, new byte[] {1}, 1))
                .isInstanceOf(ServerException.Unavailable.class)
                .hasMessageContaining("timed out");
    }

    @Test
    void answerThatBreaksOffIsTriedAgain() {
        answers.add("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"attempts\":[");
        assertThatThrownBy(() -> api.heartbeat(BEAT)).isInstanceOf(ServerException.Unavailable.class);
    }

    @Test
    void pageOfAProxyIsTriedAgain() {
        answers.add(answer("200 OK", "", "<html><title>Sign in</title></html>"));
        assertThatThrownBy(() -> api.heartbeat(BEAT))
                .isInstanceOf(ServerException.Unavailable.class)
                .hasMessageContaining("is not a HeartbeatAnswer");
        answers.add(answer("200 OK", "", "{\"attempts\":["));
        assertThatThrownBy(() -> api.heartbeat(BEAT))
                .as("an answer that ends in the middle of its JSON")
                .isInstanceOf(ServerException.Unavailable.class);
        answers.add(answer("302 Found", "Location: http://login.example\r\n", ""));
        assertThatThrownBy(() -> api.heartbeat(BEAT)).isInstanceOf(ServerException.Unavailable.class);
    }

    @Test
    void foreignSpeechIsNoAnswer() {
        answers.add("220 mail.example ESMTP\r\n");
        assertThatThrownBy(() -> api.heartbeat(BEAT)).isInstanceOf(ServerException.Unavailable.class);
    }

    @Test
    void serverThatHasEndedIsToldFromOneThatHasTrouble() throws Exception {
        Runnable patient = () -> api.decline(UUID.randomUUID(), new DeclineReport("It has no SDK.", null));

        answers.add(answer("503 Service Unavailable", "", "{}"));
        assertThat(isLost(patient)).isFalse();
        answers.add("");
        assertThat(isLost(() -> hurried.heartbeat(BEAT))).as("too late").isFalse();
        answers.add(answer("502 Bad Gateway", "", "<html>"));
        assertThat(isLost(patient)).as("a proxy before nobody").isTrue();
        answers.add("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{");
        assertThat(isLost(patient)).as("broke off").isTrue();
        stop();
        assertThat(isLost(patient)).as("refused").isTrue();
    }

    private static boolean isLost(Runnable request) {
        try {
            request.run();
        } catch (ServerException.Unavailable unavailable) {
            return unavailable.isConnectionLost();
        }
        throw new AssertionError("there was an answer");
    }

    @Test
    void retryAfterMayBeSecondsOrADateByTheServersClock() {
        assertThat(retryAfter("Retry-After: 17\r\n")).isEqualTo(Duration.ofSeconds(17));
        assertThat(retryAfter("Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nRetry-After: Thu, 01 Jan 2026 00:01:30 GMT\r\n"))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(retryAfter("Retry-After: soon\r\n")).isNull();
        assertThat(retryAfter("Retry-After: -5\r\n")).isNull();
        assertThat(retryAfter("")).isNull();
    }

    @Test
    void fieldsFromTheFutureAreIgnoredAndThoseThatLackAreNamed() {
        answers.add(answer("200 OK", "", "{\"attempts\":[],\"command\":\"Pause\",\"color\":{\"r\":1}}"));
        assertThat(api.heartbeat(BEAT).command().name()).isEqualTo("Pause");
        answers.add(answer("200 OK", "", "{\"attempts\":[{\"directive\":\"Cancel\"}]}"));
        assertThatThrownBy(() -> api.heartbeat(BEAT))
                .isInstanceOf(ServerException.Unreadable.class)
                .hasMessageContaining("attemptId");
    }

    private Duration retryAfter(String headers) {
        answers.add(answer("429 Too Many Requests", headers, "{}"));
        try {
            api.heartbeat(BEAT);
        } catch (ServerException.Unavailable later) {
            return later.retryAfter();
        }
        throw new AssertionError("429 was taken for an answer");
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n" + headers
                + "\r\n" + body;
    }
}
