package net.buildserver.orchestrator.artifacts.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class S3BlobStoreTests {
    private static final byte[] BYTES = "Grüße aus dem Speicher".getBytes(StandardCharsets.UTF_8);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlobStore store = store();

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasPutAndPartsOfIt() throws IOException {
        Path file = Files.write(folder.resolve("file"), BYTES);
        store.put("a/b", file, "text/plain");

        assertThat(store.find("a/b").orElseThrow().size()).isEqualTo(BYTES.length);
        try (InputStream all = store.read("a/b");
                InputStream part = store.read("a/b", 2, 3)) {
            assertThat(all.readAllBytes()).isEqualTo(BYTES);
            assertThat(part.readAllBytes()).isEqualTo(new byte[] {BYTES[2], BYTES[3], BYTES[4]});
        }
    }

    @Test
    void missingAndDeletedKeysAreEmpty() throws IOException {
        store.put("gone", Files.write(folder.resolve("file"), BYTES), "text/plain");
        store.delete("gone");
        store.delete("gone");

        assertThat(store.find("gone")).isEmpty();
        assertThat(store.find("never")).isEmpty();
    }

    @Test
    void signedPutTakesTheFileAndSignedGetNamesIt() throws IOException, InterruptedException {
        SignedPut put = store.signPut(
                "up", new BlobDescription(BYTES.length, "text/plain", sha256(BYTES)), Duration.ofMinutes(1));

        assertThat(put(put, BYTES).statusCode()).isEqualTo(200);
        URI get = store.signGet("up", "Bericht ä.txt", "text/plain", Duration.ofMinutes(1));
        HttpResponse<byte[]> answer =
                HTTP.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"Bericht _.txt\"; filename*=UTF-8''Bericht%20%C3%A4.txt");
    }

    @Test
    void signatureHoldsForItsOwnKeyAndMethodOnly() throws IOException, InterruptedException {
        URI get = store.signGet("up", "x", "text/plain", Duration.ofMinutes(1));
        URI other = URI.create(get.toString().replace("/up?", "/other?"));

        assertThat(HTTP.send(HttpRequest.newBuilder(other).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void unreachableStoreIsNamedSo() {
        BlobStore away = store(new TestStore("http://127.0.0.1:1", "bucket", "a", "b"));

        org.assertj.core.api.Assertions.assertThatThrownBy(away::check).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void storeThatRefusesWithoutACodeIsTakenForOneThatChecksNoDigests() throws IOException {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean isBucket = exchange.getRequestURI().getPath().equals("/bucket");
            exchange.sendResponseHeaders(isBucket ? 200 : 400, -1);
            exchange.close();
        });
        refusing.start();
        try {
            BlobStore behind = store(
                    new TestStore("http://127.0.0.1:" + refusing.getAddress().getPort(), "bucket", "a", "b"));
            SignedPut put = behind.signPut(
                    "up", new BlobDescription(BYTES.length, "text/plain", sha256(BYTES)), Duration.ofMinutes(1));

            assertThat(put.headers().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("checksum"));
        } finally {
            refusing.stop(0);
        }
    }

    private static HttpResponse<String> put(SignedPut put, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(put.url()).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        put.headers().forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static BlobStore store() {
        return store(EmbeddedServices.freshStore());
    }

    private static BlobStore store(TestStore store) {
        Map<String, String> values = Map.of(
                "build-server.store.endpoint", store.endpoint(),
                "build-server.store.bucket", store.bucket(),
                "build-server.store.access-key", store.accessKey(),
                "build-server.store.secret-key", store.secretKey());
        StoreProperties properties = new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("build-server.store", StoreProperties.class);
        StoreConfiguration configuration = new StoreConfiguration();
        return configuration.blobStore(
                configuration.s3Client(properties),
                configuration.s3Presigner(properties),
                properties,
                new SimpleMeterRegistry());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
