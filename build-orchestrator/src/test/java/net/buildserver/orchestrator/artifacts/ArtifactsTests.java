package net.buildserver.orchestrator.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.domain.protocol.UploadPart;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.orchestrator.artifacts.store.BlobParts;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.lease.AttemptEndedException;
import net.buildserver.orchestrator.lease.StaleAttemptException;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactsTests {
    private static final byte[] BYTES = "the package".getBytes(StandardCharsets.UTF_8);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private AnnotationConfigApplicationContext context;
    private Artifacts artifacts;
    private TestAttempts attempts;
    private UUID build;
    private UUID attempt;

    @BeforeAll
    void start() {
        context = TestPlatform.with(ArtifactsConfiguration.class, storeConfiguration());
        artifacts = context.getBean(Artifacts.class);
        attempts = new TestAttempts(context.getBean(JdbcClient.class));
        attempts.agent("agent-1", 9);
    }

    @BeforeEach
    void acceptAnAttempt() {
        build = attempts.build();
        attempt = attempts.accept(build, "agent-1");
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void uploadedAndCommittedArtifactIsListedAndDownloads() throws IOException, InterruptedException {
        ArtifactDeclaration declared = declaration("packages/MyApp.1.0.0.nupkg");
        upload(declare(declared), BYTES);
        assertThat(artifacts.of(build)).isEmpty();

        artifacts.commit(attempt, "agent-1", List.of(declared.artifactId()));
        artifacts.commit(attempt, "agent-1", List.of(declared.artifactId()));

        assertThat(artifacts.of(build)).singleElement().satisfies(artifact -> {
            assertThat(artifact.name()).isEqualTo("MyApp.1.0.0.nupkg");
            assertThat(artifact.path()).isEqualTo("packages/MyApp.1.0.0.nupkg");
            assertThat(artifact.sha256Hash()).isEqualTo(declared.sha256Hash());
            assertThat(artifact.downloadUrl()).isEqualTo("/api/v1/artifacts/" + declared.artifactId() + "/download");
        });
        assertThat(download(declared.artifactId())).isEqualTo(BYTES);
    }

    @Test
    void artifactsOfACanaryAreSeenOnlyOnceAllOfItSucceeded() throws IOException, InterruptedException {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("update builds set publishes_at_end = true where id = :id")
                .param("id", build)
                .update();
        ArtifactDeclaration declared = declaration("publish/App.zip");
        upload(declare(declared), BYTES);
        artifacts.commit(attempt, "agent-1", List.of(declared.artifactId()));

        for (String status : List.of("Running", "Failed", "Cancelled", "TimedOut")) {
            jdbc.sql("update builds set status = :status where id = :id")
                    .param("status", status)
                    .param("id", build)
                    .update();
            assertThat(artifacts.of(build)).as(status).isEmpty();
            assertThatThrownBy(() -> artifacts.download(declared.artifactId()))
                    .isInstanceOf(UnknownArtifactException.class);
        }
        jdbc.sql("update builds set status = 'Succeeded' where id = :id")
                .param("id", build)
                .update();
        assertThat(artifacts.of(build)).hasSize(1);
        assertThat(download(declared.artifactId())).isEqualTo(BYTES);
    }

    @Test
    void flippedByteIsRefused() throws IOException, InterruptedException {
        ArtifactDeclaration declared = declaration("a.dll");
        byte[] flipped = BYTES.clone();
        flipped[3] ^= 1;
        upload(declare(declared), flipped);

        DigestMismatchException refused = catchThrowableOfType(
                DigestMismatchException.class,
                () -> artifacts.commit(attempt, "agent-1", List.of(declared.artifactId())));
        assertThat(refused.artifactIds()).containsExactly(declared.artifactId());
        assertThat(artifacts.of(build)).isEmpty();

        upload(declare(declared), BYTES);
        artifacts.commit(attempt, "agent-1", List.of(declared.artifactId()));
        assertThat(artifacts.of(build)).hasSize(1);
    }

    @Test
    void commitWithoutUploadIsRefused() {
        ArtifactDeclaration declared = declaration("a.dll");
        declare(declared);
        UUID never = UUID.randomUUID();

        DigestMismatchException refused = catchThrowableOfType(
                DigestMismatchException.class,
                () -> artifacts.commit(attempt, "agent-1", List.of(declared.artifactId(), never)));
        assertThat(refused.artifactIds()).containsExactlyInAnyOrder(declared.artifactId(), never);
    }

    @Test
    void hostileDeclarationsAreRefusedAllAtOnce() {
        InvalidArtifactException refused = catchThrowableOfType(
                InvalidArtifactException.class,
                () -> artifacts.declare(
                        attempt,
                        "agent-1",
                        List.of(
                                new ArtifactDeclaration(UUID.randomUUID(), "../up", -1, "no type", "ABC"),
                                declaration("same"),
                                declaration("same"))));
        assertThat(refused.violations())
                .extracting("field")
                .containsExactly(
                        "artifacts[0].path",
                        "artifacts[0].sha256Hash",
                        "artifacts[0].sizeBytes",
                        "artifacts[0].contentType",
                        "artifacts[2].path");
    }

    @Test
    void pathOfAnEarlierDeclarationIsTaken() {
        declare(declaration("a.dll"));

        assertThatThrownBy(() -> declare(declaration("a.dll"))).isInstanceOf(InvalidArtifactException.class);
    }

    @Test
    void otherAgentsAndEndedAttemptsAreRefused() throws IOException, InterruptedException {
        ArtifactDeclaration declared = declaration("a.dll");
        upload(declare(declared), BYTES);
        List<UUID> ids = List.of(declared.artifactId());

        assertThatThrownBy(() -> artifacts.commit(attempt, "agent-2", ids)).isInstanceOf(StaleAttemptException.class);
        attempts.end(attempt, "Finished", "Succeeded");
        assertThatThrownBy(() -> artifacts.commit(attempt, "agent-1", ids)).isInstanceOf(AttemptEndedException.class);
        assertThatThrownBy(() -> declare(declaration("b.dll"))).isInstanceOf(AttemptEndedException.class);
    }

    @Test
    void artifactsOfALostAttemptAreNeverSeen() throws IOException, InterruptedException {
        ArtifactDeclaration declared = declaration("a.dll");
        upload(declare(declared), BYTES);
        artifacts.commit(attempt, "agent-1", List.of(declared.artifactId()));
        attempts.end(attempt, "Lost", null);

        assertThat(artifacts.of(build)).isEmpty();
        assertThatThrownBy(() -> artifacts.download(declared.artifactId()))
                .isInstanceOf(UnknownArtifactException.class);

        UUID second = attempts.accept(build, "agent-1");
        assertThat(artifacts.of(build)).isEmpty();
        attempts.end(second, "Finished", "Succeeded");
    }

    @Test
    void largeArtifactIsPutInPartsOfWhichMissingOnesAreAskedForAgain() throws IOException, InterruptedException {
        byte[] bytes = new byte[(int) PartialUploads.FROM_SIZE + 5];
        new Random(11).nextBytes(bytes);
        ArtifactDeclaration declared =
                new ArtifactDeclaration(UUID.randomUUID(), "large.bin", bytes.length, "text/plain", sha256(bytes));
        List<UploadPart> parts = Objects.requireNonNull(declare(declared).parts());
        assertThat(parts).extracting(UploadPart::sizeBytes).containsExactly(16L << 20, 16L << 20, 5L);
        put(parts.get(0), bytes);
        put(parts.get(2), bytes);

        List<UUID> ids = List.of(declared.artifactId());
        assertThatThrownBy(() -> artifacts.commit(attempt, "agent-1", ids)).isInstanceOf(DigestMismatchException.class);
        List<UploadPart> missing = Objects.requireNonNull(declare(declared).parts());
        assertThat(missing)
                .singleElement()
                .satisfies(part -> assertThat(part.offset()).isEqualTo(16L << 20));
        put(missing.getFirst(), bytes);
        artifacts.commit(attempt, "agent-1", ids);
        artifacts.commit(attempt, "agent-1", ids);

        assertThat(artifacts.of(build)).hasSize(1);
        assertThat(sha256(download(declared.artifactId()))).isEqualTo(declared.sha256Hash());
    }

    @Test
    void largeArtifactWithAFlippedByteBeginsAnew() throws IOException, InterruptedException {
        byte[] bytes = new byte[(int) PartialUploads.FROM_SIZE];
        ArtifactDeclaration declared =
                new ArtifactDeclaration(UUID.randomUUID(), "large.bin", bytes.length, "text/plain", sha256(bytes));
        byte[] flipped = bytes.clone();
        flipped[3] ^= 1;
        for (UploadPart part : Objects.requireNonNull(declare(declared).parts())) {
            put(part, flipped);
        }
        List<UUID> ids = List.of(declared.artifactId());
        assertThatThrownBy(() -> artifacts.commit(attempt, "agent-1", ids)).isInstanceOf(DigestMismatchException.class);

        for (UploadPart part : Objects.requireNonNull(declare(declared).parts())) {
            put(part, bytes);
        }
        artifacts.commit(attempt, "agent-1", ids);
        assertThat(artifacts.of(build)).hasSize(1);
    }

    @Test
    void partsOfEndedAttemptsAreRemoved() throws IOException, InterruptedException {
        byte[] bytes = new byte[(int) PartialUploads.FROM_SIZE];
        ArtifactDeclaration declared =
                new ArtifactDeclaration(UUID.randomUUID(), "large.bin", bytes.length, "text/plain", sha256(bytes));
        put(Objects.requireNonNull(declare(declared).parts()).getFirst(), bytes);
        ArtifactRows rows = new ArtifactRows(context.getBean(JdbcClient.class));
        BlobParts store = context.getBean(BlobParts.class);
        PartialUploads uploads = new PartialUploads(rows, store);
        uploads.sweep();
        ArtifactRow running = rows.find(attempt, List.of(declared.artifactId())).get(declared.artifactId());
        String uploadId = Objects.requireNonNull(running.uploadId());
        assertThat(store.find(running.objectKey(), uploadId)).hasSize(1);

        attempts.end(attempt, "Lost", null);
        uploads.sweep();
        assertThat(store.find(running.objectKey(), uploadId)).isEmpty();
        assertThat(rows.abandonedUploads(10)).isEmpty();
    }

    private static void put(UploadPart part, byte[] bytes) throws IOException, InterruptedException {
        int from = (int) part.offset();
        byte[] body = Arrays.copyOfRange(bytes, from, from + (int) part.sizeBytes());
        upload(UploadTarget.whole(UUID.randomUUID(), part.url(), part.headers()), body);
    }

    private UploadTarget declare(ArtifactDeclaration declaration) {
        return artifacts
                .declare(attempt, "agent-1", List.of(declaration))
                .targets()
                .getFirst();
    }

    private static void upload(UploadTarget target, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(target.url())).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        target.headers().forEach(request::header);
        assertThat(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private byte[] download(UUID artifact) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(artifacts.download(artifact)).build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static ArtifactDeclaration declaration(String path) {
        return new ArtifactDeclaration(
                UUID.randomUUID(), path, BYTES.length, "application/octet-stream", sha256(BYTES));
    }

    private static Class<?> storeConfiguration() {
        try {
            return Class.forName(BlobStore.class.getPackageName() + ".StoreConfiguration");
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
