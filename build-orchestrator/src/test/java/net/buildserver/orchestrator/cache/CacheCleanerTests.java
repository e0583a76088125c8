package net.buildserver.orchestrator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import net.buildserver.orchestrator.artifacts.store.BlobDescription;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.SignedPut;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import net.buildserver.orchestrator.artifacts.store.StoredBlob;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.testing.TestPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the cleaner removes, and that a round which was cut off is finished by the next, on real PostgreSQL and store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheCleanerTests {
    private static final Duration LIFE = Duration.ofDays(7);

    @TempDir
    Path folder;

    private final List<String> unindexed = new ArrayList<>();
    private AnnotationConfigApplicationContext context;
    private JdbcClient jdbc;
    private FailingStore store;

    @BeforeAll
    void start() throws ClassNotFoundException {
        context = TestPlatform.with(Class.forName(BlobStore.class.getPackageName() + ".StoreConfiguration"));
        jdbc = context.getBean(JdbcClient.class);
        store = new FailingStore(context.getBean(BlobStore.class));
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate cache_entries, cache_packs, cache_garbage").update();
        unindexed.clear();
        store.away = false;
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void entriesUnusedForAWeekGoWithTheirPacks() throws IOException {
        entry("old", "p1", 10, "8 days");
        entry("young", "p2", 10, "6 days");

        cleaner(1_000).clean();

        assertThat(keys()).containsExactly("young");
        assertThat(unindexed).singleElement().asString().endsWith(":old");
        assertThat(objects("cache_packs")).containsExactly("cache/p2");
        assertThat(store.find("cache/p1"))
                .as("could still be put by a URL signed before")
                .isPresent();
        letGarbageAge();
        cleaner(1_000).clean();
        assertThat(store.find("cache/p1")).isEmpty();
        assertThat(store.find("cache/p2")).isPresent();
        assertThat(objects("cache_garbage")).isEmpty();
    }

    @Test
    void packSharedByAnEntryInUseStays() throws IOException {
        entry("old", "p1", 10, "8 days");
        entry("young", "p1", 10, "1 day");

        cleaner(1_000).clean();

        assertThat(keys()).containsExactly("young");
        assertThat(objects("cache_packs")).containsExactly("cache/p1");
    }

    @Test
    void whatWasNotUsedForLongestGoesUntilTheRestFits() throws IOException {
        entry("a", "p1", 40, "3 days");
        entry("b", "p2", 40, "2 days");
        entry("c", "p3", 40, "1 day");

        cleaner(100).clean();

        assertThat(keys()).containsExactly("b", "c");
        assertThat(objects("cache_garbage")).containsExactly("cache/p1");
    }

    @Test
    void packsThatWereNeverNamedGoAfterAWhile() throws IOException {
        pack("p1", 10);
        jdbc.sql("update cache_packs set declared_at = now() - interval '5 hours'")
                .update();
        cleaner(1_000).clean();
        assertThat(objects("cache_packs")).containsExactly("cache/p1");

        jdbc.sql("update cache_packs set declared_at = now() - interval '7 hours'")
                .update();
        cleaner(1_000).clean();
        assertThat(objects("cache_garbage")).containsExactly("cache/p1");
    }

    @Test
    void roundThatWasCutOffIsFinishedByTheNext() throws IOException {
        entry("old", "p1", 10, "8 days");
        entry("older", "p2", 10, "9 days");
        cleaner(1_000).clean();
        letGarbageAge();
        store.away = true;
        assertThatThrownBy(() -> cleaner(1_000).clean()).isInstanceOf(StoreUnavailableException.class);
        assertThat(objects("cache_garbage")).containsExactly("cache/p1", "cache/p2");

        store.away = false;
        // The object went, and the crash came before its note.
        store.delete("cache/p1");
        cleaner(1_000).clean();

        assertThat(objects("cache_garbage")).isEmpty();
        assertThat(store.find("cache/p2")).isEmpty();
    }

    private CacheCleaner cleaner(long maxBytes) {
        return new CacheCleaner(jdbc, store, new Recording(), LIFE, maxBytes);
    }

    private void letGarbageAge() {
        jdbc.sql("update cache_garbage set since = now() - interval '31 minutes'")
                .update();
    }

    private void entry(String key, String pack, long bytes, String unused) throws IOException {
        pack(pack, bytes);
        jdbc.sql("""
                        insert into cache_entries (scope, key, kind, project_path, framework, configuration, platform, document,
                          pack_digest, duration_ms, origin, last_used_at)
                        values ('s', :key, 'Full', 'A.csproj', 'net10.0', 'Debug', 'AnyCPU', '', :pack, 0, gen_random_uuid(),
                          now() - :unused::interval)""")
                .param("key", key)
                .param("pack", pack)
                .param("unused", unused)
                .update();
    }

    private void pack(String digest, long bytes) throws IOException {
        store.put("cache/" + digest, Files.write(folder.resolve(digest), new byte[(int) bytes]), "application/zstd");
        jdbc.sql("""
                        insert into cache_packs (scope, digest, size_bytes, object_key, declared_at, stored_at)
                        values ('s', :digest, :bytes, 'cache/' || :digest, now() - interval '30 days', now())
                        on conflict do nothing""").param("digest", digest).param("bytes", bytes).update();
    }

    private List<String> keys() {
        return Rows.list(jdbc.sql("select key from cache_entries order by key").query(String.class));
    }

    private List<String> objects(String table) {
        return Rows.list(jdbc.sql("select object_key from " + table + " order by object_key")
                .query(String.class));
    }

    private final class Recording implements EntryIndex {
        @Override
        public void clear() {
            throw new UnsupportedOperationException("not used here");
        }

        @Override
        public List<IndexedEntry> find(Collection<String> names) {
            return List.of();
        }

        @Override
        public void put(Collection<IndexedEntry> entries) {
            throw new AssertionError("a cleaner adds nothing");
        }

        @Override
        public void remove(Collection<String> names) {
            unindexed.addAll(names);
        }
    }

    /** The real store, which can go away. */
    private static final class FailingStore implements BlobStore {
        private final BlobStore real;
        private boolean away;

        FailingStore(BlobStore real) {
            this.real = real;
        }

        @Override
        public void put(String key, Path file, String contentType) {
            real.put(key, file, contentType);
        }

        @Override
        public InputStream read(String key, long from, long length) {
            return real.read(key, from, length);
        }

        @Override
        public InputStream read(String key) {
            return real.read(key);
        }

        @Override
        public Optional<StoredBlob> find(String key) {
            return real.find(key);
        }

        @Override
        public void delete(String key) {
            if (away) {
                throw new StoreUnavailableException(new IOException("away"));
            }
            real.delete(key);
        }

        @Override
        public SignedPut signPut(String key, BlobDescription blob, Duration validity) {
            return real.signPut(key, blob, validity);
        }

        @Override
        public URI signGet(String key, String fileName, String contentType, Duration validity) {
            return real.signGet(key, fileName, contentType, validity);
        }

        @Override
        public void check() {
            real.check();
        }
    }
}
