package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Logs and artifacts from the agent's end to the user's. */
@TestPropertySource(
        properties = {
            "build-server.security.admin-password=" + Accounts.PASSWORD,
            "build-server.log-stream.ping-interval=200ms",
            "build-server.logs.archive-interval=300ms"
        })
class LogAndArtifactTests extends DispatchFixture {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FakeAgent agent;
    private UUID build;
    private UUID attempt;
    private String token;

    @BeforeEach
    void takeABuild() throws IOException, InterruptedException {
        token = new Accounts(new Server(port)).admin();
        agent = agent(1);
        build = submit();
        attempt = agent.take();
    }

    @Test
    void logIsReadByOffsetAndRange() throws IOException, InterruptedException {
        agent.log(attempt, 0, "Grüße\n");
        agent.log(attempt, 8, "second\n");

        HttpResponse<String> all = log("");
        assertThat(all.body()).isEqualTo("Grüße\nsecond\n");
        assertThat(all.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(all.headers().firstValue("X-Log-Next-Offset")).hasValue("15");
        assertThat(log("?offset=8").body()).isEqualTo("second\n");
        assertThat(log("?offset=99").body()).isEmpty();
        assertThat(log("?offset=-1").statusCode()).isEqualTo(400);
        assertThat(range("bytes=8-13").body()).isEqualTo("second");
        assertThat(range("bytes=8-13").headers().firstValue("Content-Range")).hasValue("bytes 8-13/15");
        assertThat(range("bytes=-7").body()).isEqualTo("second\n");
        assertThat(range("bytes=15-").statusCode()).isEqualTo(416);
        assertThat(range("bytes=15-").headers().firstValue("Content-Range")).hasValue("bytes */15");
        HttpResponse<String> head = HTTP.send(
                request("").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(head.headers().firstValue("Content-Length")).hasValue("15");
    }

    @Test
    void logAppendsAreFenced() throws IOException {
        assertThat(agent.log(attempt, 0, "abc").as(LogAnswer.class).nextOffset())
                .isEqualTo(3);
        FakeAgent.Answer gap = agent.log(attempt, 9, "x");
        assertThat(gap.problem()).isEqualTo("416 gap");
        assertThat(gap.json().get("expected").asLong()).isEqualTo(3);
        assertThat(agent(1).log(attempt, 3, "x").problem()).isEqualTo("409 stale-attempt");
        finish(3);
        assertThat(agent.log(attempt, 3, "x").problem()).isEqualTo("410 attempt-ended");
    }

    @Test
    void logOfAnotherDigestIsRefusedUntilItIsSentAgain() throws IOException, InterruptedException {
        String sha256OfHello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        agent.log(attempt, 0, "h3llo");
        assertThat(finish(5, sha256OfHello).problem()).isEqualTo("412 log-mismatch");

        assertThat(agent(1).postBytes("/attempts/" + attempt + "/log?offset=0&restart=true", "")
                        .problem())
                .isEqualTo("409 stale-attempt");
        FakeAgent.Answer restarted = agent.postBytes("/attempts/" + attempt + "/log?offset=0&restart=true", "");
        assertThat(restarted.as(LogAnswer.class).nextOffset()).isZero();
        agent.log(attempt, 0, "hel");
        agent.log(attempt, 3, "lo");
        assertThat(finish(5, sha256OfHello).status()).isEqualTo(204);
        assertThat(finish(5, sha256OfHello).status()).isEqualTo(204);
        assertThat(log("").body()).isEqualTo("hello");
    }

    @Test
    void logBytesMayTravelCompressed() throws Exception {
        assertThat(agent.zippedLog(attempt, 0, zip("Grüße\n".getBytes(StandardCharsets.UTF_8)), "gzip")
                        .as(LogAnswer.class)
                        .nextOffset())
                .isEqualTo(8);
        assertThat(log("").body()).isEqualTo("Grüße\n");
        byte[] bomb = zip(new byte[3 << 20]);
        assertThat(bomb).hasSizeLessThan(1 << 16);
        assertThat(agent.zippedLog(attempt, 8, bomb, "gzip").problem()).isEqualTo("413 request-too-large");
        assertThat(agent.zippedLog(attempt, 8, new byte[] {1, 2, 3}, "gzip").problem())
                .isEqualTo("400 invalid-request");
        assertThat(agent.zippedLog(attempt, 8, bomb, "br").problem()).isEqualTo("400 invalid-request");
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    @Test
    void streamFollowsToTheEndAndResumes() throws Exception {
        agent.log(attempt, 0, "one\n");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> stream = follow("", lines);
        assertThat(next(lines, "id:")).isEqualTo("id: 1:4");
        assertThat(next(lines, "data:")).isEqualTo("data: one");
        assertThat(next(lines, ":")).isEqualTo(": ping");

        agent.log(attempt, 4, "two\nrest");
        assertThat(next(lines, "id:")).isEqualTo("id: 1:8");
        finish(12);
        assertThat(next(lines, "data: rest")).isEqualTo("data: rest");
        assertThat(next(lines, "event:")).isEqualTo("event: end");
        assertThat(next(lines, "data:")).isEqualTo("data: {\"status\":\"Succeeded\"}");
        stream.get(5, TimeUnit.SECONDS);

        BlockingQueue<String> resumed = new LinkedBlockingQueue<>();
        follow("1:4", resumed).get(5, TimeUnit.SECONDS);
        assertThat(resumed).contains("data: two", "data: rest").doesNotContain("data: one");
    }

    @Test
    void streamTellsOfANewAttempt() throws Exception {
        agent.log(attempt, 0, "first try\n");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> stream = follow("", lines);
        assertThat(next(lines, "data:")).isEqualTo("data: first try");

        agent.restarted().start();
        FakeAgent second = agent(1);
        attempt = second.take();
        second.log(attempt, 0, "second try\n");

        assertThat(next(lines, "event:")).isEqualTo("event: restart");
        assertThat(next(lines, "data: s")).isEqualTo("data: second try");
        agent = second;
        finish(11);
        stream.get(5, TimeUnit.SECONDS);
    }

    @Test
    void uploadedArtifactIsListedAndDownloads() throws Exception {
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        String sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        ArtifactDeclaration declared =
                new ArtifactDeclaration(UUID.randomUUID(), "packages/Ä b.txt", 5, "text/plain", sha256);
        UploadTarget target = agent.attempt(attempt, "artifacts", new ArtifactDeclarations(List.of(declared)))
                .as(UploadTargets.class)
                .targets()
                .getFirst();
        ArtifactCommit commit = new ArtifactCommit(List.of(declared.artifactId()));
        FakeAgent.Answer early = agent.attempt(attempt, "artifacts/commit", commit);
        assertThat(early.problem()).isEqualTo("412 digest-mismatch");
        assertThat(early.json().at("/artifactIds/0").asString())
                .isEqualTo(declared.artifactId().toString());
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(target.url())).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        target.headers().forEach(put::header);
        assertThat(HTTP.send(put.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.attempt(attempt, "artifacts/commit", commit).status()).isEqualTo(204);

        Server server = new Server(port);
        JsonNode artifact = Server.json(server.get("/api/v1/builds/" + build + "/artifacts", token))
                .at("/artifacts/0");
        assertThat(artifact.propertyNames())
                .containsExactly("name", "path", "sizeBytes", "contentType", "sha256Hash", "createdAt", "downloadUrl");
        HttpResponse<String> redirect = server.get(artifact.get("downloadUrl").asString(), token);
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        HttpResponse<String> file = HTTP.send(
                HttpRequest.newBuilder(URI.create(
                                redirect.headers().firstValue("Location").orElseThrow()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(file.body()).isEqualTo("hello");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''%C3%84%20b.txt");
        assertThat(archive()).containsExactly("packages/Ä b.txt: hello");
        assertThat(server.get("/api/v1/artifacts/" + UUID.randomUUID() + "/download", token)
                        .statusCode())
                .isEqualTo(404);
    }

    private List<String> archive() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(
                HttpRequest.newBuilder(server().resolve("/api/v1/builds/" + build + "/artifacts/archive"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", ".zip");
        List<String> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(answer.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.add(entry.getName() + ": " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private void finish(long logBytes) {
        assertThat(finish(logBytes, null).status()).isEqualTo(204);
    }

    private FakeAgent.Answer finish(long logBytes, String sha256) {
        return agent.attempt(
                attempt, "finish", new FinishReport(AttemptOutcome.Succeeded, null, null, 0, logBytes, sha256));
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(server().resolve("/api/v1/builds/" + build + "/logs" + query))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> log(String query) throws IOException, InterruptedException {
        return HTTP.send(request(query).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> range(String range) throws IOException, InterruptedException {
        return HTTP.send(request("").header("Range", range).build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<Void> follow(String lastEventId, BlockingQueue<String> lines) {
        HttpRequest.Builder request = request("").header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add));
    }

    private static String next(BlockingQueue<String> lines, String prefix) throws InterruptedException {
        while (true) {
            String line = lines.poll(10, TimeUnit.SECONDS);
            if (line == null || line.startsWith(prefix)) {
                return line;
            }
        }
    }
}
