package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.stage.BuildStageStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The stream of changes: complete, in time, and taken up again where it broke. */
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
class BuildEventsTests extends DispatchFixture {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token;

    @BeforeEach
    void signIn() throws Exception {
        token = new Accounts(new Server(port)).admin();
    }

    @AfterEach
    void hangUp() {
        client.shutdownNow();
    }

    @Test
    void everyChangeOfABuildIsTold() throws Exception {
        BlockingQueue<String> lines = follow("");
        assertThat(next(lines, "event:")).isEqualTo("event: ready");

        UUID build = submit();
        assertThat(await(lines, build, "Queued")).contains("\"projectName\":\"Project");
        FakeAgent agent = agent(1);
        UUID attempt = agent.take();
        await(lines, build, "Running");
        agent.attempt(attempt, "reports", stage(1, "Clone", BuildStageStatus.Running));
        assertThat(await(lines, build, "\"currentStage\":\"Cloning\"")).contains("Running");
        agent.attempt(attempt, "reports", stage(2, "Clone", BuildStageStatus.Failed));
        agent.attempt(
                attempt,
                "finish",
                finished(
                        net.buildserver.domain.task.AttemptOutcome.Failed,
                        net.buildserver.domain.build.FailureKind.UserCode,
                        2));
        assertThat(await(lines, build, "Failed")).contains("\"errorMessage\":\"It failed.\"");
    }

    @Test
    void brokenStreamGoesOnWithWhatItMissed() throws Exception {
        BlockingQueue<String> first = follow("");
        next(first, "event: ready");
        String point = next(first, "id:").substring("id: ".length());
        UUID missed = submit();

        BlockingQueue<String> second = follow(point);

        await(second, missed, "Queued");
        UUID later = submit();
        await(second, later, "Queued");
        await(first, later, "Queued");
    }

    @Test
    void whatIsNoPointIsRefused() throws Exception {
        HttpResponse<String> answer =
                client.send(request("x'; drop table builds").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Last-Event-ID");
    }

    private HttpRequest.Builder request(String lastEventId) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server().resolve("/api/v1/events")).header("Authorization", "Bearer " + token);
        return lastEventId.isEmpty() ? request : request.header("Last-Event-ID", lastEventId);
    }

    private BlockingQueue<String> follow(String lastEventId) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> _ = client.sendAsync(request(lastEventId).build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add));
        return lines;
    }

    private static String await(BlockingQueue<String> lines, UUID build, String part) throws InterruptedException {
        while (true) {
            String data = next(lines, "data: {\"executionId\":\"" + build);
            if (data.contains(part)) {
                return data;
            }
        }
    }

    private static String next(BlockingQueue<String> lines, String prefix) throws InterruptedException {
        while (true) {
            String line = lines.poll(10, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("There came no '" + prefix + "'.");
            }
            if (line.startsWith(prefix)) {
                return line;
            }
        }
    }
}
