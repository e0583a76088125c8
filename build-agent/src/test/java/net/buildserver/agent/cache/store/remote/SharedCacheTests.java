package net.buildserver.agent.cache.store.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileDownload;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUpload;
import net.buildserver.domain.protocol.PackUploads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared cache against a server and a store that fail in all ways. */
class SharedCacheTests {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final UUID ATTEMPT = UUID.randomUUID();

    @TempDir
    Path folder;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> published = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile String failing = "nothing";
    private volatile String hanging = "nothing";
    private HttpServer http;
    private SharedCache cache;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::handle);
        http.start();
        cache = new SharedCache(
                new AgentApi(URI.create(address()), new Vitals(InstantSource.system())),
                ATTEMPT,
                new FileDownload(),
                new FileUpload(),
                problems::add);
    }

    @AfterEach
    void stop() {
        release.countDown();
        http.stop(0);
    }

    @Test
    void packsAreStoredBeforeTheirEntriesAreNamed() throws IOException {
        for (int number = 0; number < 70; number++) {
            cache.upload(List.of(entry("P" + number)), pack("P" + number));
        }
        cache.finish(LIMIT);

        assertThat(published).hasSize(70);
        assertThat(stored.keySet()).containsAll(published);
        assertThat(problems).isEmpty();
        assertThat(calls.stream().filter("cache/entries"::equals).count()).isLessThan(70);
    }

    @Test
    void packThatIsKnownIsNotPut() throws IOException {
        known.add(digest("A"));
        cache.upload(List.of(entry("A")), pack("A"));
        cache.finish(LIMIT);

        assertThat(stored).isEmpty();
        assertThat(published).containsExactly(digest("A"));
    }

    @Test
    void packThatTheStoreRefusesHasNoEntry() throws IOException {
        failing = "store/" + digest("B");
        cache.upload(List.of(entry("A")), pack("A"));
        cache.upload(List.of(entry("B")), pack("B"));
        cache.finish(LIMIT);

        assertThat(published).containsExactly(digest("A"));
    }

    @Test
    void packThatIsGoneFromTheDiskHasNoEntry() throws IOException {
        Path gone = pack("A");
        CacheEntry entry = entry("A");
        Files.delete(gone);
        cache.upload(List.of(entry), gone);
        cache.finish(LIMIT);

        assertThat(published).isEmpty();
    }

    @Test
    void firstRefusalEndsTheSharing() throws IOException {
        failing = "cache/packs";
        cache.upload(List.of(entry("A")), pack("A"));
        cache.finish(LIMIT);

        assertThat(problems).singleElement().asString().contains("Packs are not shared");
        assertThat(published).isEmpty();
    }

    @Test
    void endDoesNotWaitForAStoreThatHangs() throws IOException {
        hanging = "store/" + digest("A");
        cache.upload(List.of(entry("A")), pack("A"));
        cache.finish(Duration.ofMillis(200));

        assertThat(problems).anyMatch(problem -> problem.contains("not published within"));
        assertThat(published).isEmpty();
    }

    @Test
    void damagedPacksAreToldBeforeNewEntries() throws IOException {
        cache.damaged(digest("X"));
        cache.upload(List.of(entry("A")), pack("A"));
        cache.finish(LIMIT);

        assertThat(calls).containsSubsequence("cache/damaged " + digest("X"), "cache/entries");
    }

    @Test
    void lookUpThatFailsIsTriedOnceOnly() throws IOException {
        failing = "cache/lookup";
        Map<ProjectId, String> keys = Map.of(project("A"), digest("A"));

        assertThatThrownBy(() -> cache.lookUp(keys, true)).isInstanceOf(IOException.class);
        assertThat(cache.lookUp(keys, true)).isEqualTo(CacheRemote.Answer.NOTHING);
        assertThat(calls).containsExactly("cache/lookup");
    }

    @Test
    void downloadsAreBoundedByTheSizeThatWasTold() throws IOException {
        stored.put(digest("A"), "content");
        Path file = folder.resolve("download");
        CacheRemote.Entry good = offered("A", 7);

        assertThat(cache.download(good, file)).isTrue();
        assertThat(file).hasContent("content");
        assertThat(cache.download(offered("gone", 7), file)).isFalse();
        assertThatThrownBy(() -> cache.download(offered("A", 6), file)).hasMessageContaining("more than 6 bytes");
        assertThatThrownBy(() -> cache.download(offered("A", 8), file)).hasMessageContaining("7 of 8 bytes");
        failing = "store/" + digest("A");
        assertThatThrownBy(() -> cache.download(good, file)).hasMessageContaining("500");
        http.stop(0);
        assertThatThrownBy(() -> cache.download(good, file)).isInstanceOf(IOException.class);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/(agent/v1/attempts/[^/]+/)?", "");
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (path.equals(hanging)) {
                release.await();
            }
            if (path.equals(failing)) {
                calls.add(path);
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            switch (path) {
                case "cache/lookup" -> {
                    calls.add(path);
                    Json.MAPPER.readValue(body, CacheQuery.class);
                    answer(exchange, new CacheAnswer(List.of(), List.of()));
                }
                case "cache/packs" -> answer(exchange, uploads(Json.MAPPER.readValue(body, PackDeclarations.class)));
                case "cache/entries" -> {
                    calls.add(path);
                    Json.MAPPER
                            .readValue(body, CachePublication.class)
                            .entries()
                            .forEach(entry -> published.add(entry.packDigest()));
                    exchange.sendResponseHeaders(204, -1);
                }
                case "cache/damaged" -> {
                    calls.add(path + " "
                            + Json.MAPPER
                                    .readValue(body, DamagedPacks.class)
                                    .packs()
                                    .getFirst());
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> store(exchange, path.substring("store/".length()), body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private PackUploads uploads(PackDeclarations declared) {
        return new PackUploads(declared.packs().stream()
                .filter(pack -> !known.contains(pack.sha256()))
                .map(pack -> new PackUpload(pack.sha256(), address() + "/store/" + pack.sha256(), Map.of()))
                .toList());
    }

    private void store(HttpExchange exchange, String digest, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            stored.put(digest, new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String content = stored.get(digest);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(200, content.length());
        exchange.getResponseBody().write(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, Object answer) throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private CacheRemote.Entry offered(String name, long bytes) {
        return new CacheRemote.Entry(
                digest(name), KeyKind.Full, digest(name), bytes, "build", address() + "/store/" + digest(name));
    }

    private Path pack(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }

    private static CacheEntry entry(String name) {
        KeyDocument document = KeyDocument.of(KeyKind.Full, project(name), List.of());
        PackManifest manifest = new PackManifest(project(name), List.of(), List.of(), Duration.ZERO);
        return new CacheEntry(
                document.key(), KeyKind.Full, document.text(), digest(name), name.length(), manifest, "build");
    }

    private static ProjectId project(String name) {
        return new ProjectId(name, "net10.0", "Debug", "AnyCPU");
    }

    private static String digest(String name) {
        return Sha256.of(name);
    }
}
