package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.buildserver.agent.cache.facts.KeptFacts;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackLimits;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.packs.PackWriter;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a shared pack, it is a miss, and a broken one is told. */
class RemoteHitsTests {
    private static final ProjectId APP = project("App");
    private static final String OTHERS = "others";

    @TempDir
    Path folder;

    private final FakeRemote remote = new FakeRemote();
    private final List<String> lines = new ArrayList<>();
    private LocalStore store;
    private RemoteHits hits;

    @BeforeEach
    void open() throws IOException {
        FileDigests digests = new FileDigests(InstantSource.system());
        store = new LocalStore(folder.resolve("store"), 1 << 20, InstantSource.system());
        CacheTools tools = new CacheTools(
                digests,
                new KeptFacts(folder.resolve("facts"), digests),
                store,
                remote,
                new PackReader(PackLimits.DEFAULT),
                folder);
        hits = new RemoteHits(tools, origin -> !origin.equals(OTHERS), lines::add);
    }

    @Test
    void packsOfManyProjectsAreFetchedAndKept() throws IOException {
        Map<ProjectId, String> wanted = new LinkedHashMap<>();
        for (int number = 0; number < 20; number++) {
            ProjectId project = project("P" + number);
            wanted.put(project, key(project));
            remote.offer(project, pack(project));
        }

        assertThat(hits.find(wanted, true).keySet()).isEqualTo(wanted.keySet());

        for (String key : wanted.values()) {
            assertThat(store.find(key)).isPresent();
        }
        assertThat(remote.asked).isEqualTo(1);
        assertThat(remote.damaged).isEmpty();
    }

    @Test
    void whatOthersMadeIsNotTakenWhereItIsNotWanted() throws IOException {
        remote.origin = OTHERS;
        remote.offer(APP, pack(APP));

        assertThat(hits.find(Map.of(APP, key(APP)), true)).isEmpty();
    }

    @Test
    void packThatIsHereIsNotFetchedAgain() throws IOException {
        remote.offer(APP, pack(APP));
        hits.find(Map.of(APP, key(APP)), true);
        remote.packs.clear();

        assertThat(hits.find(Map.of(APP, key(APP)), true)).containsOnlyKeys(APP);
    }

    @Test
    void missingPackIsAMissAndTold() throws IOException {
        String digest = remote.offer(APP, pack(APP));
        remote.packs.clear();

        assertThat(hits.find(Map.of(APP, key(APP)), true)).isEmpty();

        assertThat(remote.damaged).containsExactly(digest);
        assertThat(lines).singleElement().asString().contains("the store does not have it");
    }

    @Test
    void changedPackIsAMissAndNotKept() throws IOException {
        String digest = remote.offer(APP, pack(APP));
        byte[] changed = pack(APP);
        changed[changed.length / 2] ^= 1;
        remote.packs.put(digest, changed);

        assertThat(hits.find(Map.of(APP, key(APP)), true)).isEmpty();

        assertThat(remote.damaged).containsExactly(digest);
        assertThat(store.find(key(APP))).isEmpty();
        try (var files = Files.list(folder.resolve("store/packs"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void packThatIsNoneIsAMiss() throws IOException {
        remote.offer(APP, "not a pack at all".getBytes(StandardCharsets.UTF_8));

        assertThat(hits.find(Map.of(APP, key(APP)), true)).isEmpty();
        assertThat(remote.damaged).hasSize(1);
    }

    @Test
    void packOfAnotherProjectIsAMiss() throws IOException {
        remote.offer(APP, pack(project("Other")));

        assertThat(hits.find(Map.of(APP, key(APP)), true)).isEmpty();
        assertThat(lines).singleElement().asString().contains("it is of Other");
    }

    @Test
    void cacheThatIsAwayHasNothing() {
        remote.away = true;

        assertThat(hits.find(Map.of(APP, key(APP)), true)).isEmpty();
        assertThat(lines).containsExactly("The shared cache is not used: away");
    }

    @Test
    void earlierEntryIsRemembered() {
        remote.earlier.put(
                APP, new CacheRemote.Earlier(Optional.of("document"), Optional.of("reference"), Optional.empty()));

        hits.find(Map.of(APP, key(APP)), true);

        assertThat(hits.document(APP)).contains("document");
        assertThat(hits.referenceDigest(APP)).contains("reference");
        assertThat(hits.referenceDigest(project("Other"))).isEmpty();
    }

    private byte[] pack(ProjectId project) throws IOException {
        Path file = Files.createTempFile(folder, "pack", "");
        PackWriter.write(new PackManifest(project, List.of(), List.of(), Duration.ZERO), folder, file);
        return Files.readAllBytes(file);
    }

    private static ProjectId project(String name) {
        return new ProjectId(name, "net10.0", "Debug", "AnyCPU");
    }

    private static String key(ProjectId project) {
        return Sha256.of(project.name());
    }

    /** A shared cache in memory. */
    private static final class FakeRemote implements CacheRemote {
        private final Map<String, Entry> entries = new ConcurrentHashMap<>();
        private final Map<String, byte[]> packs = new ConcurrentHashMap<>();
        private final Map<ProjectId, Earlier> earlier = new ConcurrentHashMap<>();
        private final Collection<String> damaged = new ConcurrentLinkedQueue<>();
        private String origin = "build";
        private boolean away;
        private int asked;

        String offer(ProjectId project, byte[] pack) {
            String digest = HexFormat.of().formatHex(Sha256.digest().digest(pack));
            packs.put(digest, pack);
            entries.put(key(project), new Entry(key(project), KeyKind.Full, digest, pack.length, origin, "url"));
            return digest;
        }

        @Override
        public Answer lookUp(Map<ProjectId, String> keys, boolean wantsEarlier) throws IOException {
            asked++;
            if (away) {
                throw new IOException("away");
            }
            return new Answer(entries, earlier);
        }

        @Override
        public boolean download(Entry entry, Path pack) throws IOException {
            byte[] bytes = packs.get(entry.packDigest());
            if (bytes == null) {
                return false;
            }
            Files.write(pack, bytes);
            return true;
        }

        @Override
        public void upload(Collection<CacheEntry> made, Path pack) {
            throw new AssertionError("a look-up makes nothing");
        }

        @Override
        public void damaged(String packDigest) {
            damaged.add(packDigest);
        }
    }
}
