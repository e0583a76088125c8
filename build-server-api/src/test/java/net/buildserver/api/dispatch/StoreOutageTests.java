package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.CacheAnswer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The object store never answers; the cache then knows what was built, but has nothing of it. */
@DirtiesContext
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
