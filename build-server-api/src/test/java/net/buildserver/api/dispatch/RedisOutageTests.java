package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.cache.CacheIndex;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.RedisNames;
import net.buildserver.orchestrator.status.SystemStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import redis.embedded.RedisServer;

/** Redis loses everything, goes away and comes back empty; no build notices more than a delay. */
@DirtiesContext
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
@ContextConfiguration(initializers = RedisOutageTests.OwnRedis.class)
class RedisOutageTests extends DispatchFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORT = freePort();
    private static RedisServer redis = start();

    /** Comes before the services of the fixture, whose Redis other tests need. */
    static final class OwnRedis implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "own Redis", Map.of("spring.data.redis.url", "redis://127.0.0.1:" + PORT)));
        }
    }

    @Autowired
    RedisConnectionFactory connections;

    @Autowired
    RedisNames names;

    @Autowired
    Signals signals;

    @Autowired
    SystemStatus status;

    @Autowired
    CacheIndex index;

    @AfterEach
    void bringBack() {
        if (!redis.isActive()) {
            comeBack();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    @Test
    void absenceIsToldInStatusHealthAndMetricsUntilItIsBack() throws Exception {
        Server server = new Server(port);
        String admin = new Accounts(server).admin();
        goAway();

        assertThat(server.get("/api/v1/system/status", admin).body())
                .contains("\"degraded\":true", "\"part\":\"redis\",\"up\":false", "within 5 s");
        assertThat(server.get("/actuator/prometheus", admin).body())
                .contains("build_server_part_up{application=\"build-server\",part=\"redis\"} 0.0");
        assertThat(server.get("/actuator/health", admin).body()).contains("\"status\":\"DOWN\"");
        // The node still serves, so load balancers keep it.
        assertThat(server.get("/actuator/health/readiness", "").statusCode()).isEqualTo(200);

        comeBack();
        assertThat(server.get("/api/v1/system/status", admin).body()).contains("\"part\":\"redis\",\"up\":true");
        assertThat(server.get("/actuator/prometheus", admin).body())
                .contains("build_server_part_up{application=\"build-server\",part=\"redis\"} 1.0");
    }

    @Test
    void emptiedRedisLosesNoBuild() throws Exception {
        UUID build = submit();
        flushAll();

        assertThat(next(agent(1).poll())).isEqualTo(build);
    }

    @Test
    void buildsGoOnWhileItIsAwayAndAfterItIsBackEmpty() throws Exception {
        FakeAgent agent = agent(1);
        goAway();

        UUID during = submit();
        TaskOffer first =
                agent.poll().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).as(TaskOffer.class);
        assertThat(first.executionId()).isEqualTo(during);
        assertThat(agent.attempt(first.attemptId(), "accept", null).status()).isEqualTo(200);
        assertThat(agent.attempt(first.attemptId(), "finish", succeeded(0)).status())
                .isEqualTo(204);
        CompletableFuture<FakeAgent.Answer> poll = agent.poll();
        UUID waiting = submit();
        assertThat(next(poll)).isEqualTo(waiting);

        comeBack();
        UUID after = submit();
        assertThat(next(agent(1).poll())).isEqualTo(after);
    }

    /** What another node made ready while no signal could tell of it. */
    @Test
    void claimsFromTheDatabaseWhatNoSignalToldOf() throws Exception {
        UUID build = submit("Held", BuildPriority.Normal);
        hold(build, "now()");
        goAway();
        // Past the moment at which this node reads what the submit signalled.
        FakeAgent agent = agent(1);
        assertThat(agent.poll().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
                .isEqualTo(204);

        hold(build, "null");

        eventually(() -> agent.poll().join().status() == 200);
    }

    @Test
    void signalsOfOtherNodesArriveAgainAfterItWasAwayAndEmpty() {
        goAway();
        comeBack();
        flushAll();
        CountDownLatch arrived = new CountDownLatch(1);

        try (Signals.Subscription _ = signals.subscribe("build:elsewhere", arrived::countDown)) {
            // The driver subscribes again by itself, a moment after it is connected.
            eventually(() -> {
                try (RedisConnection connection = connections.getConnection()) {
                    connection.publish(
                            names.of("signals").getBytes(StandardCharsets.UTF_8),
                            "another-node build:elsewhere".getBytes(StandardCharsets.UTF_8));
                }
                return arrived.getCount() == 0;
            });
        }
    }

    @Test
    void whatTheCachesIndexLostIsMadeAnew() throws Exception {
        submit();
        FakeAgent agent = agent(1);
        CacheClient client = new CacheClient(agent, agent.take());
        KeyDocument document = CacheClient.document(UUID.randomUUID().toString());
        client.share(document, "pack of " + document.key());
        flushAll();

        assertThat(index.rebuild()).isPositive();

        try (RedisConnection connection = connections.getConnection()) {
            assertThat(connection.serverCommands().dbSize()).isPositive();
        }
        assertThat(client.lookUp(document).hits()).hasSize(1);
    }

    @Test
    void cacheIsReadFromTheDatabaseWhileItIsAway() throws Exception {
        submit();
        FakeAgent agent = agent(1);
        CacheClient client = new CacheClient(agent, agent.take());
        KeyDocument document = CacheClient.document(UUID.randomUUID().toString());
        goAway();

        client.share(document, "pack of " + document.key());

        assertThat(client.lookUp(document).hits()).hasSize(1);
        comeBack();
        assertThat(client.lookUp(document).hits()).hasSize(1);
    }

    private static UUID next(CompletableFuture<FakeAgent.Answer> poll) throws Exception {
        return poll.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .as(TaskOffer.class)
                .executionId();
    }

    private void hold(UUID build, String at) {
        jdbc.sql("update tasks set held_at = " + at + ", held_by = 'ann', hold_reason = 'test' where build_id = :build")
                .param("build", build)
                .update();
    }

    private void flushAll() {
        try (RedisConnection connection = connections.getConnection()) {
            connection.serverCommands().flushAll();
        }
    }

    /** Ends Redis and waits until the server knows, so that no test passes because it never went. */
    private void goAway() {
        try {
            redis.stop();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        eventually(() -> !isUp());
    }

    private void comeBack() {
        redis = start();
        eventually(this::isUp);
    }

    private boolean isUp() {
        status.look();
        return status.isUp("redis");
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    private static RedisServer start() {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(PORT)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
