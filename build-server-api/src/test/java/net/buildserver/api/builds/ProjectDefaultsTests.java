package net.buildserver.api.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import net.buildserver.api.security.Role;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.api.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Requests may leave out what the defaults of their project give. */
@ServerTest
class ProjectDefaultsTests {
    private static final String BUILDS = "/api/v1/builds";
    private static final String DEFAULTS = "/api/v1/project-defaults";
    private static final String ALL = """
            {"job":{"repositoryUrl":"https://git.example.com/org/shop","gitRef":"main","solutionPath":"Shop.sln",
            "configuration":"Debug","timeoutMinutes":7,"createPackages":true,"buildProperties":{"A":"1"},
            "metadata":{"agent.labels":"fast"},"requesterEmail":"team@example.com"},
            "targetPool":"MacOS","strategy":"Clean","priority":"Low"}""";

    @LocalServerPort
    private int port;

    @Autowired
    private ProjectDefaults defaults;

    @Autowired
    private BuildRequests requests;

    @Autowired
    private JdbcClient database;

    private final String project = "Shop " + UUID.randomUUID();
    private Server server;
    private String master = "";

    @BeforeEach
    void signIn() throws Exception {
        server = new Server(port);
        master = new Accounts(server).newUser(Role.BuildMaster);
    }

    @Test
    void projectAndRefAreEnough() throws Exception {
        set(ALL);

        JsonNode request = submitted("{\"job\":{\"projectName\":\"%s\",\"gitRef\":\"release\"}}");

        assertThat(request.at("/job/gitRef").asString())
                .as("what is given wins")
                .isEqualTo("release");
        assertThat(request.at("/job/repositoryUrl").asString()).isEqualTo("https://git.example.com/org/shop");
        assertThat(request.at("/job/solutionPath").asString()).isEqualTo("Shop.sln");
        assertThat(request.at("/job/configuration").asString()).isEqualTo("Debug");
        assertThat(request.at("/job/timeoutMinutes").asInt()).isEqualTo(7);
        assertThat(request.at("/job/createPackages").asBoolean()).isTrue();
        assertThat(request.at("/job/runTests").asBoolean())
                .as("nobody's default")
                .isTrue();
        assertThat(request.at("/job/buildProperties/A").asString()).isEqualTo("1");
        assertThat(request.at("/job/metadata").propertyNames()).containsExactly("agent.labels");
        assertThat(request.at("/job/requesterEmail").asString()).isEqualTo("team@example.com");
        assertThat(request.at("/targetPool").asString()).isEqualTo("MacOS");
        assertThat(request.at("/strategy").asString()).isEqualTo("Clean");
        assertThat(request.at("/priority").asString()).isEqualTo("Low");
    }

    @Test
    void whatARequestGivesWinsAsAWhole() throws Exception {
        set(ALL);

        JsonNode request = submitted(
                "{\"job\":{\"projectName\":\"%s\",\"createPackages\":false,\"buildProperties\":{\"B\":\"2\"},\"metadata\":{}},"
                        + "\"strategy\":\"Cached\",\"requesterEmail\":\"me@example.com\"}");

        assertThat(request.at("/job/createPackages").asBoolean()).isFalse();
        assertThat(request.at("/job/buildProperties").propertyNames()).containsExactly("B");
        assertThat(request.at("/job/metadata").isEmpty()).isTrue();
        assertThat(request.at("/strategy").asString()).isEqualTo("Cached");
        assertThat(request.at("/requesterEmail").asString()).isEqualTo("me@example.com");
        assertThat(request.at("/job/requesterEmail").asString())
                .as("one requester, not two")
                .isEqualTo("me@example.com");
    }

    @Test
    void whatHasNoDefaultIsNamedWithTheWayToGiveItOne() throws Exception {
        set("{\"job\":{\"solutionPath\":\"Shop.sln\"}}");

        HttpResponse<String> answer =
                server.post(BUILDS, master, "{\"job\":{\"projectName\":\"%s\"}}".formatted(project));

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode errors = Server.json(answer).get("errors");
        assertThat(errors.valueStream().map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("requesterEmail", "job.repositoryUrl", "job.gitRef");
        assertThat(errors.valueStream().map(error -> error.get("message").asString()))
                .allMatch(message -> message.contains("set it as a default of the project"));
        assertThat(server.post(BUILDS, master, "{}").body())
                .contains("{\"field\":\"job.projectName\",\"message\":\"is required.\"}");
    }

    @Test
    void defaultsOfOneProjectAreOfNoOther() throws Exception {
        set(ALL);

        HttpResponse<String> answer = server.post(
                BUILDS, master, "{\"job\":{\"projectName\":\"%s\"}}".formatted(project.replace("Shop", "Shed")));

        assertThat(answer.statusCode()).isEqualTo(422);
    }

    @Test
    void areShownReplacedAndTakenAway() throws Exception {
        assertThat(server.read(path(), master).get("defaults").isEmpty()).isTrue();
        JsonNode set = set(ALL);
        assertThat(set.get("project").asString()).isEqualTo(project);
        assertThat(set.at("/defaults/job").propertyNames()).doesNotContain("projectName", "jobId", "runTests");
        assertThat(server.read(path(), master)).isEqualTo(set);
        assertThat(server.read(DEFAULTS, master).get("projects").valueStream()).contains(set);

        set("{\"strategy\":\"Cached\"}");
        assertThat(server.read(path(), master).get("defaults").propertyNames()).containsExactly("strategy");

        assertThat(server.send("DELETE", path(), master, "").statusCode()).isEqualTo(204);
        assertThat(server.send("DELETE", path(), master, "").statusCode()).isEqualTo(404);
        assertThat(server.read(path(), master).get("defaults").isEmpty()).isTrue();
        assertThat(server.post(BUILDS, master, "{\"job\":{\"projectName\":\"%s\"}}".formatted(project))
                        .statusCode())
                .as("at once on this server")
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"job\":{\"repositoryUrl\":\"ext::sh\"}}|job.repositoryUrl",
                "{\"job\":{\"gitRef\":\"-x\"}}|job.gitRef",
                "{\"job\":{\"gitRef\":\" \"}}|job.gitRef",
                "{\"job\":{\"solutionPath\":\"../x.sln\"}}|job.solutionPath",
                "{\"job\":{\"timeoutMinutes\":0}}|job.timeoutMinutes",
                "{\"job\":{\"buildProperties\":{\"A\":null}}}|job.buildProperties.A",
                "{\"job\":{\"projectName\":\"Other\"}}|job.projectName",
                "{\"job\":{\"jobId\":\"3fa85f64-5717-4562-b3fc-2c963f66afa6\"}}|job.jobId",
                "{\"requesterEmail\":\"nobody\"}|requesterEmail",
                "{\"targetPool\":\"Amiga\"}|targetPool",
                "{\"colour\":\"red\"}|colour"
            })
    void areHeldToTheRulesOfBuilds(String body, String field) throws Exception {
        HttpResponse<String> answer = server.send("PUT", path(), master, body);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        assertThat(Server.json(answer).get("errors").valueStream())
                .anyMatch(error -> error.get("field").asString().equals(field));
        assertThat(server.read(path(), master).get("defaults").isEmpty()).isTrue();
    }

    @Test
    void namesThatNoProjectCanHaveAreRefused() throws Exception {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            HttpResponse<String> answer =
                    server.send(method, DEFAULTS + "/-x%00", master, method.equals("PUT") ? "{}" : "");
            assertThat(answer.statusCode()).as(method).isBetween(400, 422);
        }
    }

    @Test
    void developersSeeButDoNotSetThem() throws Exception {
        String developer = new Accounts(server).newUser(Role.Developer);

        assertThat(server.get(path(), developer).statusCode()).isEqualTo(200);
        assertThat(server.send("PUT", path(), developer, ALL).statusCode()).isEqualTo(403);
        assertThat(server.send("DELETE", path(), developer, "").statusCode()).isEqualTo(403);
    }

    @Test
    void requestsAskTheDatabaseOnlyOnceInAWhile() throws Exception {
        set(ALL);
        CreateBuildBody body = CreateBuildBody.NOTHING.ofProject(project);

        assertThat(Statements.of(() -> requests.from(body))).isLessThanOrEqualTo(1);
        assertThat(Statements.of(() -> requests.from(body))).isZero();
        assertThat(Statements.of(() -> defaults.of("another"))).isZero();
    }

    @Test
    void whatANewerServerWroteIsReadAsFarAsItIsKnown() throws Exception {
        set(ALL);
        database.sql("update project_defaults set defaults = ? where project_name = ?")
                .params("{\"strategy\":\"Cached\",\"later\":1,\"job\":{\"later\":2}}", project)
                .update();

        assertThat(server.read(path(), master).at("/defaults/strategy").asString())
                .isEqualTo("Cached");
    }

    private String path() {
        return DEFAULTS + "/" + project.replace(" ", "%20");
    }

    private JsonNode set(String body) throws Exception {
        HttpResponse<String> answer = server.send("PUT", path(), master, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Server.json(answer);
    }

    /** Submits and returns what is stored. */
    private JsonNode submitted(String body) throws Exception {
        HttpResponse<String> answer = server.post(BUILDS, master, body.formatted(project));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return server.read(BUILDS + "/" + Server.json(answer).get("executionId").asString() + "/request", master);
    }
}
