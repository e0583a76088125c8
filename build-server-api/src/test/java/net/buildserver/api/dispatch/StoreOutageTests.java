package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.orchestrator.status.SystemStatus;
import net.buildserver.orchestrator.status.UsableSpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** The object store never answers; the cache then knows what was built, but has nothing of it. */
@DirtiesContext
@Import(StoreOutageTests.Disk.class)
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
@ContextConfiguration(initializers = StoreOutageTests.NoStore.class)
class StoreOutageTests extends DispatchFixture {
    /** Comes before the services of the fixture, which are there for the rest. */
    static final class NoStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "no store", Map.of("build-server.store.endpoint", "http://127.0.0.1:1")));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Disk {
        @Bean
        UsableSpace usableSpace() {
            return path -> free;
        }
    }

    private static volatile long free = Long.MAX_VALUE;

    @Autowired
    SystemStatus status;

    @AfterEach
    void makeRoom() {
        free = Long.MAX_VALUE;
        status.look();
    }

    @Test
    void absenceIsToldInStatusHealthAndMetrics() throws Exception {
        status.look();
        Server server = new Server(port);
        String admin = new Accounts(server).admin();

        assertThat(server.get("/api/v1/system/status", admin).body())
                .contains("\"degraded\":true", "\"part\":\"store\",\"up\":false", "keep their files");
        assertThat(server.get("/actuator/prometheus", admin).body())
                .contains("build_server_part_up{application=\"build-server\",part=\"store\"} 0.0");
        assertThat(server.get("/actuator/health", admin).body()).contains("\"status\":\"DOWN\"");
        // Builds go on, so load balancers keep the node.
        assertThat(server.get("/actuator/health/readiness", "").statusCode()).isEqualTo(200);
    }

    @Test
    void almostFullDiskLetsNothingNewInUntilThereIsRoomAgain() throws Exception {
        Server server = new Server(port);
        String admin = new Accounts(server).admin();
        UUID waiting = submit();
        free = 1;
        status.look();

        HttpResponse<String> refused = server.post("/api/v1/builds", admin, """
                {"job":{"projectName":"Full","repositoryUrl":"https://git.example.com/org/app","gitRef":"main",
                "solutionPath":"App.sln","requesterEmail":"a@example.com"},"strategy":"Clean"}""");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("almost full");
        assertThat(server.get("/api/v1/builds/" + waiting + "/queue", admin).body())
                .contains("almost full");
        var poll = agent(1).poll();

        free = Long.MAX_VALUE;
        status.look();
        assertThat(poll.get(30, TimeUnit.SECONDS).status()).isIn(200, 204);
        assertThat(submit()).isNotNull();
    }

    @Test
    void browsersAreToldThatAPartWentAway() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server().resolve("/api/v1/events"))
                .header("Authorization", "Bearer " + new Accounts(new Server(port)).admin())
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> stream = client.send(request, HttpResponse.BodyHandlers.ofLines())
                        .body()) {
            Iterator<String> lines = stream.iterator();
            await(lines, "event: ready");
            free = 1;
            status.look();

            // The store went before this stream was opened, and the disk only now.
            await(lines, "event: system");
            client.shutdownNow();
        }
    }

    private static void await(Iterator<String> lines, String wanted) {
        while (!lines.next().equals(wanted)) {
            // A ping, or another event.
        }
    }

    @Test
    void cacheHasNoHitsAndTakesNothing() throws Exception {
        submit();
        FakeAgent agent = agent(1);
        CacheClient client = new CacheClient(agent, agent.take());
        // The database may hold what other tests shared.
        KeyDocument document = CacheClient.document(UUID.randomUUID().toString());
        String pack = "pack of " + document.key();

        assertThat(client.declare(pack).problem()).isEqualTo("503 unavailable");
        // As if the store had gone only now.
        jdbc.sql("update cache_packs set stored_at = now() where digest = :digest")
                .param("digest", Sha256.of(pack))
                .update();
        jdbc.sql("""
                        insert into cache_entries (scope, key, kind, project_path, framework, configuration, platform, document,
                          pack_digest, duration_ms, origin)
                        select scope, :key, 'Full', 'src/App/App.csproj', 'net10.0', 'Release', 'AnyCPU', :document, digest, 0, :origin
                        from cache_packs where digest = :digest""")
                .param("digest", Sha256.of(pack))
                .param("key", document.key())
                .param("document", document.text())
                .param("origin", UUID.randomUUID())
                .update();

        CacheAnswer answer = client.lookUp(document);

        assertThat(answer.hits()).isEmpty();
        assertThat(answer.earlier()).hasSize(1);
    }
}
