package net.buildserver.api.dispatch;

import static net.buildserver.api.dispatch.CacheClient.APP;
import static net.buildserver.api.dispatch.CacheClient.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CacheHit;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.VerifiedHit;
import net.buildserver.orchestrator.builds.NewBuild;
import net.buildserver.orchestrator.testing.TestBuilds;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The shared cache over HTTP with real PostgreSQL, Redis and store: who finds what, and what is believed. */
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
class SharedCacheTests extends DispatchFixture {
    private static final String REPOSITORY = "https://github.com/org/myapp";
    private static final String MAIN = "refs/heads/main";

    @Autowired
    StringRedisTemplate redis;

    private final String salt = UUID.randomUUID().toString();
    private final KeyDocument document = document(salt);
    private final String pack = "pack of " + salt;

    @Test
    void entryOfOneAgentIsFoundByAnother() throws Exception {
        UUID origin = submit(REPOSITORY, MAIN, Map.of(), false);
        CacheClient first = take();
        assertThat(first.lookUp(document).hits()).isEmpty();
        first.share(document, pack);

        submit("https://user:secret@GITHUB.com/org/myapp/", "main", Map.of(), false);
        CacheAnswer answer = take().lookUp(document);

        CacheHit hit = answer.hits().getFirst();
        assertThat(hit.key()).isEqualTo(document.key());
        assertThat(hit.packDigest()).isEqualTo(Sha256.of(pack));
        assertThat(hit.origin()).isEqualTo(origin.toString());
        assertThat(CacheClient.download(hit.url()).body()).isEqualTo(pack);
        assertThat(answer.earlier()).isEmpty();
    }

    @Test
    void missNamesTheNewestEarlierEntry() throws Exception {
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        client.share(document, pack);

        CacheAnswer answer = client.lookUp(document(salt + " changed"));

        assertThat(answer.hits()).isEmpty();
        assertThat(answer.earlier()).singleElement().satisfies(earlier -> {
            assertThat(earlier.project()).isEqualTo(APP);
            assertThat(earlier.document()).isEqualTo(document.text());
            assertThat(earlier.referenceDigest()).isEqualTo(Sha256.of("ref"));
        });
    }

    @Test
    void untrustedReferencesReadButDoNotWriteForOthers() throws Exception {
        KeyDocument poisoned = document("poisoned " + salt);
        CacheClient fork = cacheOf(REPOSITORY, "refs/pull/7/head");
        fork.share(poisoned, "poison " + salt);
        assertThat(fork.lookUp(poisoned).hits()).hasSize(1);

        CacheClient trusted = cacheOf(REPOSITORY, MAIN);
        assertThat(trusted.lookUp(poisoned).hits()).isEmpty();
        assertThat(trusted.lookUp(poisoned).earlier()).extracting("document").doesNotContain(poisoned.text());
        trusted.share(document, pack);

        assertThat(cacheOf(REPOSITORY, "refs/pull/7/head").lookUp(document).hits())
                .hasSize(1);
        assertThat(cacheOf(REPOSITORY, "refs/pull/8/head").lookUp(poisoned).hits())
                .isEmpty();
        // Hosts hand out commits of forks by their ids.
        assertThat(cacheOf(REPOSITORY, "4f2c9e1d0b8a7c6f5e4d3c2b1a09f8e7d6c5b4a3")
                        .lookUp(poisoned)
                        .hits())
                .isEmpty();
    }

    @Test
    void projectThatCameOutDifferentlyIsNotTrustedUntilSomebodySaysSo() throws Exception {
        String repository = REPOSITORY + "-" + salt;
        UUID origin = UUID.randomUUID();
        VerifiedHit equal = new VerifiedHit(APP, origin.toString(), List.of());
        VerifiedHit different = new VerifiedHit(APP, origin.toString(), List.of("App/bin/App.dll"));
        CacheClient fork = cacheOf(repository, "refs/pull/7/head");
        assertThat(fork.verified(different).status()).isEqualTo(204);
        assertThat(fork.distrusted()).containsOnlyKeys(APP.name());

        CacheClient main = cacheOf(repository, MAIN);
        assertThat(main.distrusted()).as("a fork decides for itself only").isEmpty();
        assertThat(main.verified(equal).status()).isEqualTo(204);
        assertThat(main.distrusted()).isEmpty();
        main.verified(different);
        main.verified(different);
        assertThat(cacheOf(repository, "refs/pull/8/head").distrusted().get(APP.name()))
                .contains("App/bin/App.dll came out differently");
        assertThat(main.verified(new VerifiedHit(APP, "nobody", List.of())).problem())
                .isEqualTo("422 invalid-request");

        Server http = new Server(server().getPort());
        String admin = new Accounts(http).admin();
        for (JsonNode item : Server.json(http.get("/api/v1/cache/distrusted?limit=500", admin))
                .get("items")) {
            if (item.get("repositoryUrl").asString().equals(repository)) {
                String path = "/api/v1/cache/distrusted/" + item.get("id").asString();
                assertThat(item.at("/files/0").asString()).isEqualTo("App/bin/App.dll");
                assertThat(item.get("origin").asString()).isEqualTo(origin.toString());
                assertThat(http.send("DELETE", path, admin, "").statusCode()).isEqualTo(204);
                assertThat(http.send("DELETE", path, admin, "").statusCode()).isEqualTo(404);
            }
        }
        assertThat(cacheOf(repository, MAIN).distrusted()).isEmpty();
        assertThat(http.get("/api/v1/cache/distrusted?limit=0", admin).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatOnlyTheAgentReadsSeparatesNoBuilds() throws Exception {
        cacheOf(REPOSITORY, MAIN).share(document, pack);

        submit(REPOSITORY, MAIN, Map.of("BuildServerVerifyPercent", "100"), false);
        assertThat(take().lookUp(document).hits()).hasSize(1);
    }

    @Test
    void otherRepositoriesAndPropertiesShareNothing() throws Exception {
        cacheOf(REPOSITORY, MAIN).share(document, pack);

        assertThat(cacheOf("https://github.com/org/other", MAIN)
                        .lookUp(document)
                        .hits())
                .isEmpty();
        assertThat(cacheOf("https://github.com/org/MyApp", MAIN)
                        .lookUp(document)
                        .hits())
                .isEmpty();
        submit(REPOSITORY, MAIN, Map.of("CustomBeforeMicrosoftCommonTargets", "evil.targets"), false);
        assertThat(take().lookUp(document).hits()).isEmpty();
    }

    @Test
    void knownPackOfAnotherScopeMustBePutAgain() throws Exception {
        cacheOf(REPOSITORY, MAIN).share(document, pack);

        CacheClient other = cacheOf("https://github.com/org/other", MAIN);

        assertThat(other.publish(document, pack).status()).isEqualTo(204);
        assertThat(other.lookUp(document).hits()).isEmpty();
        assertThat(other.upload(pack, pack)).isTrue();
        assertThat(cacheOf(REPOSITORY, MAIN).upload(pack, pack)).isFalse();
    }

    @Test
    void entryIsThereOnlyWithItsPack() throws Exception {
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        assertThat(client.declare(pack).status()).isEqualTo(200);
        assertThat(client.publish(document, pack).status()).isEqualTo(204);
        assertThat(client.lookUp(document).hits()).isEmpty();

        client.share(document, pack);

        assertThat(client.lookUp(document).hits()).hasSize(1);
    }

    @Test
    void existingEntryStaysUnlessTheBuildDistrustsTheCache() throws Exception {
        cacheOf(REPOSITORY, MAIN).share(document, pack);
        cacheOf(REPOSITORY, MAIN).share(document, "another " + salt);
        assertThat(cacheOf(REPOSITORY, MAIN).lookUp(document).hits())
                .extracting(CacheHit::packDigest)
                .containsExactly(Sha256.of(pack));

        submit(REPOSITORY, MAIN, Map.of(), true);
        take().share(document, "clean " + salt);

        assertThat(cacheOf(REPOSITORY, MAIN).lookUp(document).hits())
                .extracting(CacheHit::packDigest)
                .containsExactly(Sha256.of("clean " + salt));
    }

    @Test
    void indexIsFilledAgainFromTheDatabase() throws Exception {
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        client.share(document, pack);
        String name = indexed();
        assertThat(name).matches("test-.*:cache:[0-9a-f]{64}/src/App/App.csproj@net10.0:Release:[0-9a-f]{64}");
        redis.delete(name);

        assertThat(client.lookUp(document).hits()).hasSize(1);

        assertThat(indexed()).isEqualTo(name);
        assertThat(redis.getExpire(name)).isBetween(6 * 86_400L, 7 * 86_400L);
        jdbc.sql("delete from cache_entries where key = :key")
                .param("key", document.key())
                .update();
        assertThat(client.lookUp(document).hits()).as("from the index").hasSize(1);
    }

    @Test
    void entryThatNobodyUsedForAWeekIsAMiss() throws Exception {
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        client.share(document, pack);
        redis.delete(indexed());
        jdbc.sql("update cache_entries set last_used_at = now() - interval '169 hours' where key = :key")
                .param("key", document.key())
                .update();

        assertThat(client.lookUp(document).hits()).isEmpty();
        client.share(document, "built again " + salt);
        assertThat(client.lookUp(document).hits()).hasSize(1);
    }

    @Test
    void brokenPackIsForgottenAndASoundOneIsNot() throws Exception {
        KeyDocument other = document("other " + salt);
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        client.share(other, "sound " + salt);
        String sameLength = pack.replace('p', 'q');
        client.upload(pack, sameLength);
        client.publish(document, pack);
        assertThat(client.lookUp(document).hits()).hasSize(1);

        DamagedPacks told = new DamagedPacks(List.of(Sha256.of(pack), Sha256.of("sound " + salt)));
        assertThat(client.agent()
                        .attempt(client.attempt(), "cache/damaged", told)
                        .status())
                .isEqualTo(204);

        assertThat(client.lookUp(document).hits()).isEmpty();
        assertThat(client.lookUp(other).hits()).hasSize(1);
        client.share(document, pack);
        assertThat(CacheClient.download(
                                client.lookUp(document).hits().getFirst().url())
                        .body())
                .isEqualTo(pack);
    }

    @Test
    void attemptsOfOthersAndEndedOnesAreRefused() throws Exception {
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        CacheClient thief = new CacheClient(agent(1), client.attempt());
        assertThat(thief.ask(document).problem()).isEqualTo("409 stale-attempt");
        assertThat(thief.declare(pack).problem()).isEqualTo("409 stale-attempt");
        assertThat(thief.publish(document, pack).problem()).isEqualTo("409 stale-attempt");

        client.agent().attempt(client.attempt(), "finish", succeeded(0));

        assertThat(client.ask(document).problem()).isEqualTo("410 attempt-ended");
        assertThat(client.publish(document, pack).problem()).isEqualTo("410 attempt-ended");
    }

    @Test
    void hostilePublicationsAreRefused() throws Exception {
        CacheClient client = cacheOf(REPOSITORY, MAIN);
        for (String text : List.of(
                "", "build-key\t9\tFull\ta\tb\tc\td\n", document.text() + document.text(), document.text() + "\n")) {
            NewCacheEntry entry = new NewCacheEntry(text, Sha256.of(pack), null, java.time.Duration.ZERO);
            FakeAgent.Answer answer =
                    client.agent().attempt(client.attempt(), "cache/entries", new CachePublication(List.of(entry)));
            assertThat(answer.problem()).as(text).isEqualTo("422 invalid-request");
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("entries.document");
        }
        assertThat(client.agent()
                        .attempt(client.attempt(), "cache/packs", "{\"packs\":[{\"sha256\":\"../x\",\"sizeBytes\":1}]}")
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("packs.sha256");
        assertThat(client.agent()
                        .attempt(
                                client.attempt(),
                                "cache/lookup",
                                "{\"probes\":[{\"project\":{},\"key\":\"%s\"}]}".formatted("a".repeat(64)))
                        .problem())
                .isEqualTo("400 invalid-request");
    }

    private String indexed() {
        Set<String> names = redis.keys("*" + document.key());
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }

    private CacheClient cacheOf(String repository, String ref) throws IOException {
        submit(repository, ref, Map.of(), false);
        return take();
    }

    private CacheClient take() throws IOException {
        FakeAgent agent = agent(1);
        return new CacheClient(agent, agent.take());
    }

    private UUID submit(String repository, String ref, Map<String, String> properties, boolean forceClean) {
        BuildRequest request = TestBuilds.request("Cached", BuildStrategyType.Cached, BuildPriority.Normal);
        BuildJobDescriptor job = request.job();
        BuildJobDescriptor mine = new BuildJobDescriptor(
                job.jobId(),
                job.projectName(),
                repository,
                ref,
                job.solutionPath(),
                job.configuration(),
                null,
                job.platform(),
                null,
                properties,
                true,
                false,
                true,
                true,
                60,
                Map.of(),
                job.createdAt(),
                job.requesterEmail());
        BuildRequest wanted = new BuildRequest(
                request.executionId(),
                mine,
                request.targetPool(),
                BuildStrategyType.Cached,
                BuildPriority.Normal,
                forceClean,
                request.requesterEmail(),
                request.createdAt());
        return builds.submit(new NewBuild(wanted, "developer", null, null)).executionId();
    }
}
