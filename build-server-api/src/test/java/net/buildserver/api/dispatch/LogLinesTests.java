package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Logs by line, as viewers ask for them: the same while the log grows and when it is packed. */
@TestPropertySource(
        properties = {
            "build-server.security.admin-password=" + Accounts.PASSWORD,
            "build-server.logs.archive-interval=200ms"
        })
class LogLinesTests extends DispatchFixture {
    private static final int LINES = 12_000;

    private Server http;
    private FakeAgent agent;
    private UUID build;
    private UUID attempt;
    private String token;
    private long offset;

    @BeforeEach
    void takeABuild() throws IOException, InterruptedException {
        http = new Server(port);
        token = new Accounts(http).admin();
        agent = agent(1);
        build = submit();
        attempt = agent.take();
        offset = 0;
    }

    @Test
    void growingAndPackedLogsReadAlike() throws Exception {
        writeNumberedLines();
        assertNumberedLines(false);

        agent.attempt(attempt, "finish", finishedAfter(offset));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from log_archives where attempt_id = :id")
                                .param("id", attempt)
                                .query(Integer.class)
                                .single()
                        == 1);
        assertNumberedLines(true);
    }

    @Test
    void linesThatGrowAreReadAgain() throws Exception {
        append("first\nsec");
        assertThat(texts(lines(0, 10))).containsExactly("first", "sec");
        append("ond\nthird\n");

        JsonNode part = lines(1, 10);
        assertThat(texts(part)).containsExactly("second", "third");
        assertThat(part.get("total").asLong()).isEqualTo(3);
        assertThat(part.get("from").asLong()).isEqualTo(1);
        assertThat(texts(lines(-1, 1))).containsExactly("third");
        assertThat(texts(lines(99, 1))).isEmpty();
    }

    @Test
    void outlineNamesStagesErrorsAndWarnings() throws Exception {
        append(line("INFO", "Starting build for X"));
        append(line("INFO", "Cloning repository https://host/x"));
        append(line("INFO", "Building solution X.sln"));
        append(line("WARN", "CS0168: unused"));
        append(line("ERROR", "CS0103: unknown name"));
        append("no prefix, so no level: ERROR: nothing\n");

        JsonNode outline = get("/outline");
        assertThat(outline.get("lines").asLong()).isEqualTo(6);
        assertThat(outline.get("sections").toString())
                .isEqualTo("[{\"stage\":\"Clone\",\"line\":1},{\"stage\":\"Build\",\"line\":2}]");
        assertThat(outline.get("errors").toString()).isEqualTo("[4]");
        assertThat(outline.get("warnings").toString()).isEqualTo("[3]");
        assertThat(outline.get("errorCount").asInt()).isEqualTo(1);
        assertThat(outline.get("complete").asBoolean()).isFalse();
    }

    @Test
    void hostileTextComesAsTextAndLongLinesAreCut() throws Exception {
        append("<script>alert(1)</script>\n");
        append("\u001b[31mred\u001b[0m \u001b]52;c;ZXZpbA==\u0007 \u001b[2J\n");
        append("x".repeat(1 << 19));
        append("x".repeat(1 << 19) + "\n");
        append("last\r\n");

        List<String> lines = texts(lines(0, 10));
        assertThat(lines.get(0)).isEqualTo("<script>alert(1)</script>");
        assertThat(lines.get(1)).startsWith("\u001b[31mred\u001b[0m ").doesNotContain("\u0007", "\u001b]", "\u001b[2J");
        assertThat(lines.get(2)).hasSize(16 << 10);
        assertThat(lines.get(3)).isEqualTo("last");
    }

    @Test
    void searchCountsAllAndNamesTheFirst() throws Exception {
        writeNumberedLines();

        JsonNode found = get("/search?text=" + URLEncoder.encode("NUMBER 11", StandardCharsets.UTF_8) + "&limit=3");
        // 11, 110 to 119, 1100 to 1199, 11000 to 11999.
        assertThat(found.get("count").asInt()).isEqualTo(1 + 10 + 100 + 1000);
        assertThat(found.get("lines").toString()).isEqualTo("[11,110,111]");
        assertThat(found.get("searched").asInt()).isEqualTo(LINES);
        assertThat(get("/search?text=number&from=11990").get("count").asInt()).isEqualTo(10);
    }

    @Test
    void whatCannotBeAskedIsNamed() throws Exception {
        assertThat(answer("/lines?count=0").statusCode()).isEqualTo(400);
        assertThat(answer("/lines?count=9999").body()).contains("count");
        assertThat(answer("/search?text=").body()).contains("text");
        assertThat(answer("/search").statusCode()).isEqualTo(400);
        assertThat(http.get("/api/v1/builds/" + UUID.randomUUID() + "/logs/lines", token)
                        .statusCode())
                .isEqualTo(404);
    }

    private void assertNumberedLines(boolean complete) throws Exception {
        for (int from : new int[] {0, 127, 128, 5_000, 11_990}) {
            JsonNode part = lines(from, 20);
            assertThat(part.get("total").asInt()).isEqualTo(LINES);
            assertThat(part.get("complete").asBoolean()).isEqualTo(complete);
            List<String> texts = texts(part);
            assertThat(texts).hasSize(Math.min(20, LINES - from));
            assertThat(texts.getFirst()).startsWith("number " + from + " ");
            assertThat(texts.getLast()).startsWith("number " + (from + texts.size() - 1) + " ");
        }
        assertThat(get("/outline").get("lines").asInt()).isEqualTo(LINES);
    }

    private void writeNumberedLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append("number ").append(i).append(' ').append("·".repeat(20)).append('\n');
            if (text.length() > 100_000) {
                append(text.toString());
                text.setLength(0);
            }
        }
        append(text.toString());
    }

    private void append(String text) throws IOException {
        assertThat(agent.log(attempt, offset, text).status()).isEqualTo(200);
        offset += text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String line(String level, String text) {
        return "[2026-01-01 12:00:00] " + level + ": " + text + "\n";
    }

    private static Object finishedAfter(long logBytes) {
        return new net.buildserver.domain.protocol.FinishReport(
                AttemptOutcome.Succeeded, null, null, 0, logBytes, null);
    }

    private JsonNode lines(long from, int count) throws Exception {
        return get("/lines?from=" + from + "&count=" + count);
    }

    private static List<String> texts(JsonNode part) {
        return part.get("lines").valueStream().map(JsonNode::asString).toList();
    }

    private JsonNode get(String path) throws Exception {
        return http.read(path(path), token);
    }

    private HttpResponse<String> answer(String path) throws Exception {
        return http.get(path(path), token);
    }

    private String path(String below) {
        return "/api/v1/builds/" + build + "/logs" + below;
    }
}
