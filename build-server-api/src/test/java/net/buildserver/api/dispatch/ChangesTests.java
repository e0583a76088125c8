package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Commits of builds: who changed what since it was green, and finding builds by them. */
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
class ChangesTests extends DispatchFixture {
    private Server http;
    private String token;
    private FakeAgent agent;

    @BeforeEach
    void signIn() throws Exception {
        http = new Server(port);
        token = new Accounts(http).admin();
        agent = agent(1);
    }

    @Test
    void commitsSinceTheLastGreenBuildAreListed() throws Exception {
        UUID green = build("Shop", 2, AttemptOutcome.Succeeded);
        UUID red = build("Shop", 3, AttemptOutcome.Failed);
        UUID later = build("Shop", 5, AttemptOutcome.Failed);

        JsonNode changes = get("/api/v1/builds/" + later + "/changes");
        assertThat(changes.get("since").asString()).isEqualTo(green.toString());
        assertThat(changes.get("complete").asBoolean()).isTrue();
        assertThat(changes.get("commits")
                        .valueStream()
                        .map(commit -> commit.get("subject").asString()))
                .containsExactly("Commit 5", "Commit 4", "Commit 3");
        assertThat(get("/api/v1/builds/" + later + "/changes?since=" + red).get("commits"))
                .hasSize(2);
        assertThat(get("/api/v1/builds/" + green + "/changes").get("complete").asBoolean())
                .isFalse();
        assertThat(http.get("/api/v1/builds/" + UUID.randomUUID() + "/changes", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/builds/" + later + "/changes?since=" + UUID.randomUUID(), token)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void hostileCommitsAreCutAndCleaned() throws Exception {
        UUID build = submit("Shop", BuildPriority.Normal);
        UUID attempt = agent.take();
        String subject = "<script>\u202e\u0007" + "x".repeat(2_000);
        List<CommitSummary> many = IntStream.range(0, 60)
                .mapToObj(i -> new CommitSummary(sha(i), "Mallory\n", Instant.parse("9999-12-31T00:00:00Z"), subject))
                .toList();
        agent.attempt(attempt, "reports", report(1, sha(0), many));

        JsonNode commits = get("/api/v1/builds/" + build + "/changes").get("commits");
        assertThat(commits).hasSize(50);
        assertThat(commits.at("/0/subject").asString()).startsWith("<script>xx").hasSizeLessThanOrEqualTo(500);
        assertThat(commits.at("/0/author").asString()).isEqualTo("Mallory ");
        assertThat(get("/api/v1/builds/" + build).get("commitMessage").asString())
                .startsWith("<script>x");
    }

    @Test
    void buildsAreFoundByCommitAuthorAndAgent() throws Exception {
        UUID first = build("Shop", 7, AttemptOutcome.Succeeded);
        build("Other_Shop", 8, AttemptOutcome.Succeeded);

        assertThat(found("search=commit%207")).containsExactly(first.toString());
        assertThat(found("search=" + sha(7).substring(0, 10))).containsExactly(first.toString());
        assertThat(found("search=ADA")).hasSize(2);
        // What means something to the database is text here.
        assertThat(found("search=r_s")).hasSize(1);
        assertThat(found("search=%25%25")).isEmpty();
        assertThat(found("search=%5C")).isEmpty();
        assertThat(found("agent=" + agent.id())).hasSize(2);
        assertThat(found("agent=nobody")).isEmpty();
        assertThat(http.get("/api/v1/builds?search=" + "x".repeat(201), token).statusCode())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/builds?search=%00", token).statusCode()).isEqualTo(400);
    }

    @Test
    void listTellsUsualDurationsPinsAndProjects() throws Exception {
        UUID build = build("Shop", 1, AttemptOutcome.Succeeded);
        assertThat(http.send("PUT", "/api/v1/builds/" + build + "/pin", token, "")
                        .statusCode())
                .isEqualTo(204);

        JsonNode item = get("/api/v1/builds?project=Shop").at("/items/0");
        assertThat(item.get("pinned").asBoolean()).isTrue();
        assertThat(item.get("usualDuration").asString()).startsWith("PT");
        assertThat(item.get("commitAuthor").asString()).isEqualTo("Ada");

        build("Another", 1, AttemptOutcome.Failed);
        JsonNode projects = get("/api/v1/projects");
        assertThat(projects.get("projects")
                        .valueStream()
                        .map(one -> one.get("name").asString()))
                .containsExactly("Another", "Shop");
        assertThat(projects.at("/projects/0").has("latestGreen")).isFalse();
        assertThat(get("/api/v1/projects?search=HO").get("projects")).hasSize(1);
        assertThat(get("/api/v1/projects?limit=1").get("complete").asBoolean()).isFalse();
        assertThat(get("/api/v1/projects?after=Another").get("projects")).hasSize(1);
    }

    @Test
    void queueIsToldOverTime() throws Exception {
        build("Shop", 1, AttemptOutcome.Succeeded);
        submit("Shop", BuildPriority.Normal);
        submit("Shop", BuildPriority.Normal);
        UUID running = agent.take();

        JsonNode now = get("/api/v1/queue/history?hours=1").get("moments").get(95);

        assertThat(running).isNotNull();
        assertThat(now.get("waiting").asInt()).isEqualTo(1);
        assertThat(now.get("running").asInt()).isEqualTo(1);
        JsonNode all = get("/api/v1/queue/history?hours=1&pool=Linux").get("moments");
        assertThat(all.valueStream().mapToInt(one -> one.get("started").asInt()).sum())
                .isEqualTo(2);
        assertThat(get("/api/v1/queue/history?pool=Docker")
                        .at("/moments/95/waiting")
                        .asInt())
                .isZero();
        assertThat(http.get("/api/v1/queue/history?hours=0", token).statusCode())
                .isEqualTo(400);
    }

    private List<String> found(String query) throws Exception {
        return http.builds("/api/v1/builds?" + query, token);
    }

    private UUID build(String project, int newest, AttemptOutcome outcome) {
        UUID build = submit(project, BuildPriority.Normal);
        UUID attempt = agent.take();
        List<CommitSummary> commits = IntStream.iterate(newest, i -> i > 0, i -> i - 1)
                .mapToObj(
                        i -> new CommitSummary(sha(i), "Ada", Instant.ofEpochSecond(1_700_000_000L + i), "Commit " + i))
                .toList();
        agent.attempt(attempt, "reports", report(1, sha(newest), commits));
        boolean passed = outcome == AttemptOutcome.Succeeded;
        agent.attempt(attempt, "finish", passed ? succeeded(1) : finished(outcome, FailureKind.UserCode, 1));
        return build;
    }

    private static AttemptReport report(long sequence, String sha, List<CommitSummary> commits) {
        return new AttemptReport(sequence, sha, List.of(), List.of(), List.of(), null, null, commits, List.of());
    }

    private static String sha(int number) {
        return "%08x".formatted(0xabc000 + number) + "0".repeat(32);
    }

    private JsonNode get(String path) throws Exception {
        return http.read(path, token);
    }
}
