package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What the history tells after some builds. */
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
class InsightsTests extends DispatchFixture {
    private Server http;
    private String token;
    private FakeAgent agent;

    @BeforeEach
    void signIn() throws Exception {
        http = new Server(port);
        token = new Accounts(http).admin();
        agent = agent(1);
        jdbc.sql("truncate build_rollups, agent_rollups, test_rollups, test_states")
                .update();
    }

    @Test
    void buildsAreCountedByTimeProjectAndTest() throws Exception {
        build("Shop", TestOutcome.Passed);
        build("Shop", TestOutcome.Failed);
        build("Shop", TestOutcome.Passed);
        build("Other", TestOutcome.Passed);

        counted();
        JsonNode all = get("/api/v1/insights?days=7");
        assertThat(all.at("/steps")
                        .valueStream()
                        .mapToInt(step -> step.get("succeeded").asInt())
                        .sum())
                .isEqualTo(3);
        JsonNode shop = get("/api/v1/insights?days=1&project=Shop");
        assertThat(shop.get("projects")).hasSize(1);
        assertThat(shop.at("/projects/0/succeeded").asInt()).isEqualTo(2);
        assertThat(shop.at("/projects/0/failed").asInt()).isEqualTo(1);
        assertThat(shop.at("/projects/0/p50").asDouble()).isNotNegative();
        assertThat(shop.at("/steps/0/waitP95").asDouble()).isNotNegative();
        JsonNode test = shop.at("/failingTests/0");
        assertThat(test.get("name").asString()).isEqualTo("Pays");
        assertThat(test.get("runs").asInt()).isEqualTo(3);
        assertThat(test.get("failures").asInt()).isEqualTo(1);
        assertThat(test.get("changes").asInt()).isEqualTo(2);
    }

    @Test
    void historyOfATestIsNewestFirst() throws Exception {
        UUID first = build("Shop", TestOutcome.Passed);
        UUID second = build("Shop", TestOutcome.Failed);

        JsonNode runs = get("/api/v1/insights/tests?project=Shop&className=Shop.Tests&name=Pays")
                .get("runs");

        assertThat(runs.valueStream().map(run -> run.get("executionId").asString()))
                .containsExactly(second.toString(), first.toString());
        assertThat(runs.at("/0/outcome").asString()).isEqualTo("Failed");
        assertThat(runs.at("/0/errorMessage").asString()).isEqualTo("too little");
        assertThat(runs.at("/0/seconds").asDouble()).isEqualTo(0.25);
        assertThat(get("/api/v1/insights/tests?project=Shop&className=x&name=y").get("runs"))
                .isEmpty();
    }

    @Test
    void daysBeyondTheLimitAreRefused() throws Exception {
        assertThat(http.get("/api/v1/insights?days=3650", token).body()).contains("days", "731");
        assertThat(http.get("/api/v1/insights?days=0", token).statusCode()).isEqualTo(400);
        assertThat(http.get("/api/v1/insights/trend?from=2010-01-01&to=2020-01-01", token)
                        .body())
                .contains("\"from\"", "731 days");
        assertThat(http.get("/api/v1/insights/trend?from=2020-01-01&to=2010-01-01", token)
                        .body())
                .contains("must be before to");
        for (String wrong : List.of(
                "trend?from=yesterday",
                "trend?days=7&to=2020-01-01",
                "trend?strategy=Fast",
                "cache?pool=linux",
                "projects?sort=name",
                "projects?limit=0",
                "failures?format=xml",
                "trend?to=999999999-01-01T00:00:00Z")) {
            var answer = http.get("/api/v1/insights/" + wrong, token);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).as(wrong).contains("\"errors\"");
        }
    }

    @Test
    void tablesAreJsonAndCsv() throws Exception {
        build("=Shop, \"A\"", TestOutcome.Passed);
        build("=Shop, \"A\"", TestOutcome.Failed);
        counted();

        var projects = http.get("/api/v1/insights/projects?format=csv&sort=failing", token);
        assertThat(projects.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(projects.headers().firstValue("Content-Disposition").orElse(""))
                .contains("projects.csv");
        assertThat(projects.body())
                .startsWith("project,strategy,builds,succeeded,failed,cancelled,timedOut,successRate,p50,")
                .contains("\"'=Shop, \"\"A\"\"\",Clean,2,1,1,0,0,0.5,");
        assertThat(get("/api/v1/insights/failures").at("/items/0/kind").asString())
                .isEqualTo("UserCode");
        assertThat(get("/api/v1/insights/agents").at("/items/0/attempts").asInt())
                .isEqualTo(2);
        assertThat(get("/api/v1/insights/failing-tests?sort=flaky")
                        .at("/items/0/name")
                        .asString())
                .isEqualTo("Pays");
        assertThat(get("/api/v1/insights/trend?pool=Linux&strategy=Clean").at("/items/0/builds"))
                .hasToString("2");
        assertThat(get("/api/v1/insights/cache").at("/items/0/miss").asInt(-1)).isZero();
    }

    @Test
    void slowestBuildsComeFirstWhateverDayTheyEndedOn() throws Exception {
        String project = "Slow " + UUID.randomUUID();
        UUID quick = ran(build(project, TestOutcome.Passed), "1 hour", "2 seconds");
        UUID slow = ran(build(project, TestOutcome.Failed), "3 days", "5 hours");
        UUID middle = ran(build(project, TestOutcome.Passed), "2 days", "4 hours");
        UUID before = ran(build(project, TestOutcome.Passed), "20 days", "9 hours");

        assertThat(slowest("days=7&project=" + project.replace(" ", "%20")))
                .containsExactly(slow.toString(), middle.toString(), quick.toString());
        assertThat(slowest("days=30&limit=3&strategy=Clean&pool=Linux"))
                .containsExactly(before.toString(), slow.toString(), middle.toString());
        assertThat(slowest("days=30&strategy=Canary")).isEmpty();
        JsonNode first = get("/api/v1/insights/builds?days=7&limit=1").at("/items/0");
        assertThat(first.get("seconds").asDouble()).isEqualTo(5 * 3600);
        assertThat(first.get("status").asString()).isEqualTo("Failed");
        assertThat(http.get("/api/v1/insights/builds?days=7&limit=1&format=csv", token)
                        .body())
                .startsWith("executionId,project,strategy,pool,gitRef,commitSha,status,seconds,requestedBy,endedAt\r\n")
                .contains("," + project + ",Clean,Linux,");
    }

    private List<String> slowest(String query) throws Exception {
        return http.builds("/api/v1/insights/builds?" + query, token);
    }

    /** Makes as if a build had ended some time ago after running for so long. */
    private UUID ran(UUID build, String ago, String length) {
        jdbc.sql("update builds set ended_at = now() - :ago::interval,"
                        + " started_at = now() - :ago::interval - :length::interval where id = :id")
                .param("ago", ago)
                .param("length", length)
                .param("id", build)
                .update();
        return build;
    }

    /** Waits until all builds that ended are counted. */
    private void counted() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) from uncounted_builds")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private UUID build(String project, TestOutcome outcome) {
        UUID build = submit(project, BuildPriority.Normal);
        UUID attempt = agent.take();
        boolean passed = outcome == TestOutcome.Passed;
        TestCaseResult test = new TestCaseResult(
                "Shop.Tests",
                null,
                "Shop.Tests",
                "Pays",
                outcome,
                Duration.ofMillis(250),
                passed ? null : "too little",
                null,
                null,
                null,
                null);
        agent.attempt(attempt, "reports", new AttemptReport(1, null, null, null, List.of(test), null, null));
        agent.attempt(
                attempt, "finish", passed ? succeeded(1) : finished(AttemptOutcome.Failed, FailureKind.UserCode, 1));
        return build;
    }

    private JsonNode get(String path) throws Exception {
        return http.read(path, token);
    }
}
