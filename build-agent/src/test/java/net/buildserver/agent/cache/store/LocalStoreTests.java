package net.buildserver.agent.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what the store keeps and what it lets go. */
class LocalStoreTests {
    private static final ProjectId PROJECT = new ProjectId("A.csproj", "net10.0", "Debug", "AnyCPU");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private LocalStore store;

    @BeforeEach
    void open() throws IOException {
        store = new LocalStore(folder, 250, now::get);
    }

    @Test
    void entryIsFoundWithItsPackOnly() throws IOException {
        CacheEntry entry = put("k1", 100);
        assertThat(store.find("k1")).contains(entry);
        store.discard(entry.packDigest());
        assertThat(store.find("k1")).isEmpty();
        assertThat(store.find("other")).isEmpty();
    }

    @Test
    void damagedEntryIsForgotten() throws IOException {
        put("k1", 100);
        Files.writeString(folder.resolve("entries/k1.json"), "{\"key\": \"k1\", ");
        assertThat(store.find("k1")).isEmpty();
        assertThat(folder.resolve("entries/k1.json")).doesNotExist();
    }

    @Test
    void entryUnderAnotherKeyIsNotBelieved() throws IOException {
        put("k1", 100);
        Files.copy(folder.resolve("entries/k1.json"), folder.resolve("entries/k2.json"));
        assertThat(store.find("k2")).isEmpty();
    }

    @Test
    void partitionsShareNothingButPacks() throws IOException {
        CacheEntry mine = put("k1", 100);
        LocalStore other = store.partition("other");

        assertThat(other.find("k1")).isEmpty();
        assertThat(other.latest(PROJECT)).isEmpty();
        assertThat(other.pack(mine.packDigest())).exists();
        other.put(mine);
        assertThat(other.find("k1")).contains(mine);

        now.set(now.get().plus(Duration.ofDays(8)));
        store.trim();
        assertThat(other.find("k1")).isEmpty();
    }

    @Test
    void packsUnusedForLongestGoFirst() throws IOException {
        put("k1", 100);
        pass(Duration.ofMinutes(1));
        put("k2", 101);
        pass(Duration.ofMinutes(1));
        put("k3", 102);
        pass(Duration.ofMinutes(1));
        assertThat(store.find("k1")).isPresent();

        store.trim();

        assertThat(store.find("k1")).isPresent();
        assertThat(store.find("k2")).isEmpty();
        assertThat(store.find("k3")).isPresent();
    }

    @Test
    void newestEntryOfAProjectStaysKnownWithoutItsPack() throws IOException {
        CacheEntry entry = put("k1", 100);
        store.remember(entry);
        store.discard(entry.packDigest());
        assertThat(store.latest(PROJECT)).contains(entry);
        assertThat(store.latest(new ProjectId("B.csproj", "net10.0", "Debug", "AnyCPU")))
                .isEmpty();
    }

    private CacheEntry put(String key, int bytes) throws IOException {
        Path pack = store.newPack();
        Files.write(pack, new byte[bytes]);
        String digest = store.adopt(pack);
        PackManifest manifest = new PackManifest(PROJECT, List.of(), List.of(), Duration.ZERO);
        CacheEntry entry = new CacheEntry(key, KeyKind.Full, "text", digest, bytes, manifest, "build");
        store.put(entry);
        store.find(key);
        return entry;
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
