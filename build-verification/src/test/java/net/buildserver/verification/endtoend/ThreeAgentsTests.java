package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** What several agents do for one build: confirm a canary, and share the work. One of them is lost in the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeAgentsTests {

    // In two pieces, so that nobody takes this file for one that leaks.
    private static final String KEY = "AKIA" + "QWERTYUIOPASDF23";

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("three-" + UUID.randomUUID());
    private ThreeAgents agents;

    @BeforeAll
    void startSystem() {
        assumeTrue(dotnet.canTest(), "needs packages for tests");
        agents = ThreeAgents.start(folder, dotnet);
    }

    @AfterAll
    void stopSystem() {
        if (agents != null) {
            agents.close();
        }
    }

    @Test
    @Order(1)
    void canaryIsVerifiedAndConfirmedByEveryOtherAgentBeforeAnythingIsPublished() {
        var repository = Repository.of(folder.resolve("released"), ReleasedSolution.files(dotnet));

        var green = canary(repository);
        agents.running(green, "confirmation", List.of());
        assertThat(green.artifacts()).isEmpty();
        var ended = agents.end(green, "Succeeded");
        assertThat(agents.kinds(green)).containsExactly("canary", "confirmation", "confirmation");
        assertThat(agents.tasks(green).stream().map(task -> task.path("agentId").asString()))
                .doesNotHaveDuplicates();
        assertThat(Build.stages(ended)).contains("Test Succeeded", "Verify Succeeded", "Compare Succeeded");
        assertThat(green.tests().path("items")).hasSize(2);
        assertThat(agents.projects(green)).doesNotHaveDuplicates().hasSize(3);
        assertThat(green.artifacts())
                .extracting(artifact -> artifact.path("path").asString())
                .contains("publish/App.zip", "reports/licences.txt")
                .doesNotHaveDuplicates();
        assertThat(green.log())
                .contains("Checked tests: 2 ran", "Checked warnings: 0 kinds", "Checked licences: ")
                .contains("Checked vulnerabilities: not looked for, since folders")
                .doesNotContain("are not compared");

        repository.change(ReleasedSolution.PROGRAM, ReleasedSolution.program("""
                var unused = 1;
                System.Console.WriteLine("%s");
                """.formatted(KEY)));
        var leaking = canary(repository);
        assertThat(agents.end(leaking, "Failed").path("errorMessage").asString())
                .contains("warnings: new kinds of warnings: CS0219")
                .contains("secrets: App/bin/Release/%s/App.dll: access key of AWS".formatted(dotnet.framework()))
                .contains("secrets: publish/App.zip!App.dll: access key of AWS")
                .doesNotContain(KEY);
        assertThat(agents.kinds(leaking)).containsExactly("canary");
        assertThat(leaking.artifacts()).isEmpty();

        repository.change(ReleasedSolution.PROGRAM, ReleasedSolution.program(""));
        repository.change(ReleasedSolution.TESTS, ReleasedSolution.tests("""
                [Xunit.Fact] public void IsHere() =>
                    Xunit.Assert.NotEqual("%s", System.Environment.GetEnvironmentVariable("TZ"));
                """.formatted(ThreeAgents.ZONE)));
        agents.maintainThird(true);
        var elsewhere = canary(repository);
        agents.running(elsewhere, "canary", List.of());
        agents.maintainThird(false);
        assertThat(agents.end(elsewhere, "Failed").path("errorMessage").asString())
                .startsWith("on " + agents.third().id() + ": Test failed: 1 of 3 tests failed")
                .contains("IsHere");
        assertThat(agents.tasks(elsewhere).stream()
                        .map(task -> task.path("state").asString()))
                .containsExactlyInAnyOrder("Succeeded", "Succeeded", "Failed");
        assertThat(elsewhere.tests().path("summary").path("failed").asInt()).isEqualTo(1);
        assertThat(elsewhere.artifacts()).isEmpty();
    }

    private Build canary(Repository repository) {
        return Build.submit(
                agents.api(),
                BuildOrder.of(repository, ReleasedSolution.PATH)
                        .with("strategy", "Canary")
                        .job("publishArtifacts", true));
    }

    @Test
    @Order(2)
    void agentsShareABuildAndTheLossOfOneCostsItsPartOnly() {
        var repository = Repository.of(folder.resolve("shared"), new SharedSolution(dotnet).files());
        var shared = distributed(repository, "main", Map.of("BuildServerSliceSeconds", "0", "BuildServerAgents", "3"));
        var joined = List.of(agents.second().id(), agents.third().id());
        var lost = agents.running(shared, "slice", joined);
        var victim = lost.path("agentId").asString().equals(joined.getFirst()) ? agents.second() : agents.third();
        victim.kill();
        // What comes later is of no interest to a build that has begun.
        repository.change("One/One.cs", "This is no program.");

        assertShared(shared, repository);
        assertThat(agents.kinds(shared)).contains("plan", "slice", "tests", "finish");
        var tasks = agents.tasks(shared);
        assertThat(tasks).allSatisfy(task -> {
            var again = task.path("name").asString().equals(lost.path("name").asString());
            assertThat(task.path("state").asString()).isEqualTo("Succeeded");
            assertThat(task.path("attempts").asInt()).as(task.toPrettyString()).isEqualTo(again ? 2 : 1);
            assertThat(task.path("agentId").asString()).isNotEqualTo(again ? victim.id() : "");
        });
        assertJoinedLog(shared, tasks);
        assertThat(shared.artifacts())
                .extracting(artifact -> artifact.path("path").asString())
                .contains("coverage/coverage.cobertura.xml");

        // One agent alone comes to the same, without anything of what the others made.
        var alone = distributed(repository, repository.commit(), Map.of("BuildServerAgents", "1"));
        assertShared(alone, repository);
        assertThat(agents.kinds(alone)).containsExactly("plan", "build");
        assertThat(published(alone)).as(shared.log()).hasSize(1).isEqualTo(published(shared));
    }

    private void assertShared(Build build, Repository repository) {
        var ended = agents.end(build, "Succeeded");
        assertThat(ended.path("commit").asString()).isEqualTo(repository.commit());
        assertThat(Build.stages(ended))
                .doesNotHaveDuplicates()
                .contains(
                        "Plan Succeeded", "Build Succeeded", "Test Succeeded", "Package Succeeded", "Upload Succeeded");
        var tests = build.tests();
        assertThat(tests.path("summary").path("lineCoverage").asDouble())
                .as(tests.toPrettyString())
                .isEqualTo(1.0);
        assertThat(tests.path("items")
                        .valueStream()
                        .map(test -> test.path("name").asString()))
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(agents.projects(build)).doesNotHaveDuplicates().hasSize(6);
    }

    private static void assertJoinedLog(Build build, List<JsonNode> tasks) {
        var names = tasks.stream()
                .map(task -> "[" + task.path("agentId").asString() + ", "
                        + task.path("name").asString() + "] ")
                .toList();
        assertThat(names.stream().map(name -> name.replaceAll(",.*", "")).distinct())
                .hasSizeGreaterThan(1);
        var log = build.log();
        assertThat(log.lines()).allMatch(line -> names.stream().anyMatch(line::startsWith));
        assertThat(names).allSatisfy(name -> assertThat(log).contains(name));
    }

    private Build distributed(Repository repository, String ref, Map<String, Object> properties) {
        return Build.submit(
                agents.api(),
                BuildOrder.of(repository, SharedSolution.PATH)
                        .with("strategy", "Distributed")
                        .with("forceClean", true)
                        .job("gitRef", ref)
                        .job("runTests", true)
                        .job("collectCoverage", true)
                        .job("publishArtifacts", true)
                        .job("buildProperties", properties));
    }

    /** What does not hold the times or folders of a run. */
    private static Map<String, String> published(Build build) {
        var digests = new LinkedHashMap<String, String>();
        build.artifacts().stream()
                .filter(artifact -> artifact.path("path").asString().startsWith("publish/"))
                .forEach(artifact -> digests.put(
                        artifact.path("path").asString(),
                        artifact.path("sha256Hash").asString()));
        return digests;
    }
}
