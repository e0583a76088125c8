package net.buildserver.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.ProblemTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactUploaderTests {
    private static final int MANY = 510;

    @TempDir
    private Path folder;

    private final UUID attempt = UUID.randomUUID();
    private final ArtifactCollector collector = new ArtifactCollector(path -> path);
    private final Cancellation cancellation = new Cancellation();
    private FakeServer server;
    private Recording recording;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        recording = server.recording(attempt);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void manyFilesAreDeclaredInBatchesAndCommitted() throws IOException {
        for (int i = 0; i < MANY; i++) {
            collector.add("files/" + i + ".txt", Files.writeString(folder.resolve(i + ".txt"), "x" + i), folder);
        }
        upload();
        assertThat(recording.committed).hasSize(MANY);
        assertThat(server.calls.stream().filter(call -> call.endsWith("/artifacts")))
                .hasSize(2);
    }

    @Test
    void whatTheStoreRefusesIsPutAgainWithAFreshAddress() throws IOException {
        collector.add("a.txt", Files.writeString(folder.resolve("a.txt"), "a"), folder);
        AtomicInteger failures = new AtomicInteger(2);
        server.hook = path ->
                path.startsWith("/store/") && failures.getAndDecrement() > 0 ? new Failure(403, "expired", "") : null;
        upload();
        assertThat(recording.committed).hasSize(1);
        assertThat(server.calls.stream().filter(call -> call.endsWith("/artifacts")))
                .hasSize(3);
    }

    @Test
    void digestMismatchUploadsAgain() throws IOException {
        collector.add("a.txt", Files.writeString(folder.resolve("a.txt"), "a"), folder);
        UUID id = collector.files().getFirst().id();
        AtomicInteger failures = new AtomicInteger(1);
        server.hook = path -> path.endsWith("/commit") && failures.getAndDecrement() > 0
                ? new Failure(412, ProblemTypes.DIGEST_MISMATCH, "\"artifactIds\":[\"" + id + "\"]")
                : null;
        upload();
        assertThat(recording.committed).containsExactly(id);
        assertThat(server.calls.stream().filter(call -> call.startsWith("/store/")))
                .hasSize(2);
    }

    @Test
    void cancelledUploadEnds() throws IOException {
        collector.add("a.txt", Files.writeString(folder.resolve("a.txt"), "a"), folder);
        server.hook = path -> {
            if (path.startsWith("/store/")) {
                cancellation.request(CancelReason.UserRequest);
                return new Failure(503, "slow", "");
            }
            return null;
        };
        assertThatThrownBy(this::upload).isInstanceOf(CancelledException.class);
    }

    @Test
    void linksOutOfTheWorkspaceAreRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path link = Files.createSymbolicLink(inside.resolve("link.txt"), secret);
        assertThatThrownBy(() -> collector.add("link.txt", link, inside)).isInstanceOf(BuildFailedException.class);
        assertThatThrownBy(() -> collector.addZip("z.zip", inside, folder.resolve("z/z.zip")))
                .isInstanceOf(BuildFailedException.class);
        assertThatThrownBy(() -> collector.add("../x", secret, folder)).isInstanceOf(BuildFailedException.class);
    }

    @Test
    void archivesOfEqualContentAreEqual() throws IOException {
        Path content = Files.createDirectories(folder.resolve("content/deep"));
        Files.writeString(content.resolve("b.txt"), "b");
        Files.writeString(content.resolve("a.txt"), "a");
        collector.addZip("1.zip", content.getParent(), folder.resolve("1.zip"));
        Files.writeString(content.resolve("a.txt"), "a");
        collector.addZip("2.zip", content.getParent(), folder.resolve("2.zip"));
        assertThat(collector.files().get(0).sha256())
                .isEqualTo(collector.files().get(1).sha256())
                .isEqualTo(Digest.of(folder.resolve("1.zip")));
    }

    @Test
    void largeFilesArePutInPartsAndOnlyMissingOnesAgain() throws IOException {
        byte[] bytes = new byte[50_001];
        new Random(7).nextBytes(bytes);
        collector.add("large.bin", Files.write(folder.resolve("large.bin"), bytes), folder);
        server.partBytes = 10_000;
        AtomicInteger failures = new AtomicInteger(3);
        server.hook = path -> path.startsWith("/store/") && path.endsWith("/3") && failures.getAndDecrement() > 0
                ? new Failure(403, "expired", "")
                : null;
        upload();
        assertThat(recording.committed).hasSize(1);
        assertThat(server.calls.stream().filter(call -> call.startsWith("/store/")))
                .as("six parts, one of them four times")
                .hasSize(9);
    }

    @Test
    void partIsPutAgainWhenTheStoreIsBusy() throws IOException {
        collector.add("a.txt", Files.writeString(folder.resolve("a.txt"), "a"), folder);
        AtomicInteger failures = new AtomicInteger(2);
        server.hook = path ->
                path.startsWith("/store/") && failures.getAndDecrement() > 0 ? new Failure(503, "busy", "") : null;
        upload();
        assertThat(recording.committed).hasSize(1);
        assertThat(server.calls.stream().filter(call -> call.endsWith("/artifacts")))
                .as("the address still holds")
                .hasSize(1);
    }

    @Test
    void fileThatSomethingStillWritesIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "a");
        collector.add("a.log", file, folder);
        Files.writeString(file, "b");
        assertThatThrownBy(this::upload)
                .isInstanceOf(BuildFailedException.class)
                .hasMessageContaining("a.log was changed while it was uploaded");
    }

    @Test
    void namesWithoutTheirSecretsStayApart() throws IOException {
        ArtifactCollector redacting = new ArtifactCollector(path -> path.replaceAll("s3cret-\\d", "***REDACTED***"));
        redacting.add("s3cret-1.txt", Files.writeString(folder.resolve("1"), "a"), folder);
        redacting.add("s3cret-2.txt", Files.writeString(folder.resolve("2"), "b"), folder);
        assertThat(redacting.files())
                .extracting(ArtifactFile::path)
                .containsExactly("***REDACTED***.txt", "***REDACTED***.txt-2");
    }

    @Test
    void programsStayProgramsInArchives() throws IOException {
        Path content = Files.createDirectories(folder.resolve("content"));
        Files.setPosixFilePermissions(
                Files.writeString(content.resolve("app"), "#!"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                Files.writeString(content.resolve("app.json"), "{}"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Path archive = folder.resolve("app.zip");
        collector.addZip("publish/app.zip", content, archive);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath("app"))))
                    .isEqualTo("rwxr-xr-x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath("app.json"))))
                    .isEqualTo("rw-r--r--");
            assertThat(Files.readString(zip.getPath("app"))).isEqualTo("#!");
        }
    }

    private void upload() {
        AgentApi api = new AgentApi(server.uri(), new Vitals(InstantSource.system()));
        api.authenticate(FakeServer.CREDENTIAL);
        new ArtifactUploader(api, new Retries(new StopSignal()), new FileUpload())
                .upload(attempt, collector.files(), cancellation);
    }
}
