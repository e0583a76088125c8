package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.cache.CacheIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;

/** Redis loses everything, goes away and comes back; no build notices more than a delay. */
@DirtiesContext
class RedisOutageTests extends DispatchFixture {
    private static final int PORT = freePort();
    private static RedisServer redis = start();

    @Autowired
    RedisConnectionFactory connections;

    @Autowired
    CacheIndex index;

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.url", () -> "redis://127.0.0.1:" + PORT);
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    @Test
    void emptiedRedisLosesNoBuild() throws Exception {
        UUID build = submit();
        try (RedisConnection connection = connections.getConnection()) {
            connection.serverCommands().flushAll();
        }

        assertThat(agent(1).poll().get(10, TimeUnit.SECONDS).as(TaskOffer.class).executionId())
                .isEqualTo(build);
    }

    @Test
    void buildsGoOnWhileRedisIsAwayAndAfterItIsBack() throws Exception {
        FakeAgent agent = agent(1);
        redis.stop();
        assertThat(ready()).isEqualTo(200);

        UUID during = submit();
        UUID attempt = agent.take();
        assertThat(agent.attempt(attempt, "finish", succeeded(0)).status()).isEqualTo(204);
        CompletableFuture<FakeAgent.Answer> poll = agent.poll();
        UUID waiting = submit();
        TaskOffer offer = poll.get(10, TimeUnit.SECONDS).as(TaskOffer.class);
        assertThat(offer.executionId()).isEqualTo(waiting).isNotEqualTo(during);

        redis = start();
        UUID after = submit();
        assertThat(agent(1).poll().get(10, TimeUnit.SECONDS).as(TaskOffer.class).executionId())
                .isEqualTo(after);
    }

    @Test
    void whatTheCachesIndexLostIsMadeAnew() throws Exception {
        submit();
        FakeAgent agent = agent(1);
        CacheClient client = new CacheClient(agent, agent.take());
        KeyDocument document = CacheClient.document(UUID.randomUUID().toString());
        client.share(document, "pack of " + document.key());
        try (RedisConnection connection = connections.getConnection()) {
            connection.serverCommands().flushAll();

            assertThat(index.rebuild()).isPositive();

            assertThat(connection.serverCommands().dbSize()).isPositive();
        }
        assertThat(client.lookUp(document).hits()).hasSize(1);
    }

    @Test
    void cacheIsReadFromTheDatabaseWhileRedisIsAway() throws Exception {
        submit();
        FakeAgent agent = agent(1);
        CacheClient client = new CacheClient(agent, agent.take());
        KeyDocument document = CacheClient.document(UUID.randomUUID().toString());
        redis.stop();
        try {
            client.share(document, "pack of " + document.key());
            assertThat(client.lookUp(document).hits()).hasSize(1);
        } finally {
            redis = start();
        }
    }

    private int ready() throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(server().resolve("/actuator/health/readiness"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
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
