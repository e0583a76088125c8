package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What an agent reports of projects, as users read it. */
@TestPropertySource(properties = "build-server.security.admin-password=" + Accounts.PASSWORD)
class ProjectReportTests extends DispatchFixture {
    private static final String KEY = "a".repeat(64);
    private static final UUID ORIGIN = UUID.randomUUID();

    private Server server;
    private String token;
    private FakeAgent agent;
    private UUID build;
    private UUID attempt;

    @BeforeEach
    void takeABuild() throws IOException, InterruptedException {
        server = new Server(port);
        token = new Accounts(server).admin();
        agent = agent(1);
        build = submit();
        attempt = agent.take();
    }

    @Test
    void projectsAreListedPageByPage() throws Exception {
        report(1, hit("src/Core/Core.csproj"), miss("src/App/App.csproj"));
        report(2, hit("src/Web/Web.csproj"));

        JsonNode first = get("/projects?limit=2");
        JsonNode app = first.at("/items/0");
        assertThat(app.propertyNames())
                .containsExactly(
                        "project",
                        "targetFramework",
                        "configuration",
                        "platform",
                        "key",
                        "hit",
                        "duration",
                        "agent",
                        "notCached",
                        "secondsSaved",
                        "state");
        assertThat(app.get("project").asString()).isEqualTo("src/App/App.csproj");
        assertThat(app.get("hit").asString()).isEqualTo("Miss");
        assertThat(app.get("duration").asString()).isEqualTo("PT2.5S");
        assertThat(app.get("agent").asString()).isEqualTo(agent.id());
        JsonNode core = first.at("/items/1");
        assertThat(core.get("sourceBuild").asString()).isEqualTo(ORIGIN.toString());
        assertThat(core.get("secondsSaved").asDouble()).isEqualTo(4.5);
        JsonNode second = Server.json(server.get(first.at("/links/next").asString(), token));
        assertThat(second.at("/items/0/project").asString()).isEqualTo("src/Web/Web.csproj");
        assertThat(second.at("/links").has("next")).isFalse();
        assertThat(get("/projects?hit=Full").get("items")).hasSize(2);
        assertThat(status("/projects?hit=Sometimes")).isEqualTo(400);
        assertThat(status("/projects?limit=0")).isEqualTo(400);
    }

    @Test
    void graphNamesDependencies() throws Exception {
        report(1, hit("src/Core/Core.csproj"), miss("src/App/App.csproj"));

        JsonNode nodes = get("/graph").get("nodes");

        assertThat(nodes).hasSize(2);
        assertThat(nodes.at("/0/name").asString()).isEqualTo("src/App/App.csproj@net10.0");
        assertThat(nodes.at("/0/dependencies/0").asString()).isEqualTo("src/Core/Core.csproj@net10.0");
        assertThat(nodes.at("/1/hit").asString()).isEqualTo("Full");
    }

    @Test
    void missIsExplainedByInputClassAndFile() throws Exception {
        report(1, hit("src/Core/Core.csproj"), miss("src/App/App.csproj"));

        for (String name : List.of("src/App/App.csproj", "src/App/App.csproj@net10.0")) {
            JsonNode explained = get("/cache/explain?project=" + name).at("/explanations/0");
            assertThat(explained.get("summary").asString()).isEqualTo("Source src/App/Program.cs changed.");
            JsonNode difference = explained.at("/differences/0");
            assertThat(difference.get("inputClass").asString()).isEqualTo("Source");
            assertThat(difference.get("name").asString()).isEqualTo("src/App/Program.cs");
            assertThat(difference.get("change").asString()).isEqualTo("changed");
        }
        assertThat(get("/cache/explain?project=src/Core/Core.csproj")
                        .at("/explanations/0/summary")
                        .asString())
                .contains(ORIGIN.toString());
        for (String query : List.of("", "?project=", "?project=src/Nobody.csproj", "?project=a%00b")) {
            HttpResponse<String> refused = server.get(path("/cache/explain" + query), token);
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
        }
        assertThat(server.get("/api/v1/builds/" + UUID.randomUUID() + "/projects", token)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void impossibleProjectsAreRefused() throws Exception {
        for (String use : List.of(
                "{\"key\":\"x\",\"hit\":\"Miss\",\"duration\":\"PT0S\",\"saved\":\"PT0S\",\"moreDifferences\":0,\"project\":{\"path\":\"a\","
                        + "\"framework\":\"b\",\"configuration\":\"c\",\"platform\":\"d\"}}",
                "{\"key\":\"%s\",\"hit\":\"Miss\",\"duration\":\"-PT1S\",\"saved\":\"PT0S\",\"moreDifferences\":0,\"project\":{\"path\":\"a\","
                                .formatted(KEY)
                        + "\"framework\":\"b\",\"configuration\":\"c\",\"platform\":\"d\"}}")) {
            String body = "{\"sequence\":1,\"cache\":{\"hits\":0,\"misses\":1,\"projects\":[" + use + "]}}";
            assertThat(agent.attempt(attempt, "reports", body).problem()).isEqualTo("422 invalid-request");
        }
        assertThat(get("/projects").get("items")).isEmpty();
    }

    @Test
    void projectsAreToldWhileTheyAreBuiltAndTheEndHasTheLastWord() throws Exception {
        atWork(1, ProjectState.Done, hit("src/Core/Core.csproj"));
        atWork(2, ProjectState.Waiting, miss("src/App/App.csproj"), miss("src/Web/Web.csproj"));
        atWork(3, ProjectState.Building, miss("src/App/App.csproj"), miss("src/App/App.csproj"));

        assertThat(states()).containsExactly("Building", "Done", "Waiting");
        assertThat(get("/graph").at("/nodes/0/state").asString()).isEqualTo("Building");
        assertThat(get("/projects?hit=Full").get("items")).hasSize(1);

        report(4, miss("src/App/App.csproj"), hit("src/Core/Core.csproj"));

        atWork(5, ProjectState.Building, miss("src/App/App.csproj"));

        assertThat(states()).as("what is settled stays so").containsExactly("Done", "Done", "Waiting");
        assertThat(agent.attempt(attempt, "finish", finished(AttemptOutcome.Failed, FailureKind.UserCode, 5))
                        .status())
                .isEqualTo(204);
        assertThat(states()).containsExactly("Done", "Done", "NotBuilt");
    }

    @Test
    void nothingIsBeingBuiltByAnAttemptThatWasLost() throws Exception {
        atWork(1, ProjectState.Building, miss("src/App/App.csproj"));
        agent.start();

        assertThat(states()).containsExactly("Waiting");
        assertThat(agent.attempt(attempt, "reports", atWork(2, miss("src/App/App.csproj")))
                        .status())
                .isEqualTo(409);

        UUID second = agent.take();
        assertThat(states()).isEmpty();
        assertThat(agent.attempt(second, "reports", atWork(1, use(miss("src/App/App.csproj"), ProjectState.Building)))
                        .status())
                .isEqualTo(200);
        assertThat(states()).containsExactly("Building");
    }

    private List<String> states() throws IOException, InterruptedException {
        return get("/projects")
                .get("items")
                .valueStream()
                .map(project -> project.get("state").asString())
                .toList();
    }

    private void atWork(long sequence, ProjectState state, ProjectUse... uses) {
        AttemptReport report =
                atWork(sequence, Stream.of(uses).map(use -> use(use, state)).toArray(ProjectUse[]::new));
        assertThat(agent.attempt(attempt, "reports", report).status()).isEqualTo(200);
        assertThat(agent.attempt(attempt, "reports", report).status()).isEqualTo(200);
    }

    /** What an agent tells of so many projects while a stage runs. */
    static AttemptReport atWork(long sequence, String stage, int projects) {
        return new AttemptReport(
                sequence,
                null,
                stage(sequence, stage, BuildStageStatus.Running).stages(),
                null,
                null,
                null,
                null,
                null,
                IntStream.range(0, projects)
                        .mapToObj(number -> use(miss("src/" + number + ".csproj"), ProjectState.Building))
                        .toList());
    }

    private static AttemptReport atWork(long sequence, ProjectUse... uses) {
        return new AttemptReport(sequence, null, null, null, null, null, null, null, List.of(uses));
    }

    private static ProjectUse use(ProjectUse use, ProjectState state) {
        return new ProjectUse(
                use.project(),
                use.key(),
                use.hit(),
                use.origin(),
                use.duration(),
                use.saved(),
                use.dependencies(),
                use.differences(),
                use.moreDifferences(),
                use.reasons(),
                state);
    }

    private void report(long sequence, ProjectUse... uses) {
        AttemptReport report =
                new AttemptReport(sequence, null, null, null, null, null, new CacheUse(1, 1, List.of(uses)));
        assertThat(agent.attempt(attempt, "reports", report).status()).isEqualTo(200);
        // The same again changes nothing.
        assertThat(agent.attempt(attempt, "reports", report).status()).isEqualTo(200);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return server.read(path(path), token);
    }

    private int status(String path) throws IOException, InterruptedException {
        return server.get(path(path), token).statusCode();
    }

    private String path(String path) {
        return "/api/v1/builds/" + build + path;
    }

    private static ProjectUse hit(String path) {
        return use(path, HitKind.Full, ORIGIN.toString(), List.of(), List.of());
    }

    private static ProjectUse miss(String path) {
        KeyDifference difference = new KeyDifference(InputClass.Source, "src/App/Program.cs", "1", "2");
        return use(path, HitKind.Miss, null, List.of("src/Core/Core.csproj@net10.0"), List.of(difference));
    }

    private static ProjectUse use(
            String path, HitKind hit, String origin, List<String> dependencies, List<KeyDifference> differences) {
        return new ProjectUse(
                new ProjectId(path, "net10.0", "Release", "AnyCPU"),
                KEY,
                hit,
                origin,
                Duration.ofMillis(2500),
                Duration.ofMillis(4500),
                dependencies,
                differences,
                0,
                List.of(),
                ProjectState.Done);
    }
}
