package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Builds that must fail: each ends with its stage, one line that a person can act on, and its full log. */
@ExtendWith(RunningSystem.Resolver.class)
class FailingBuildTests {

    @Test
    void compileErrorFailsTheBuildStage(RunningSystem system) {
        var program = "internal static class Program { private static void Main() => Missing(); }\n";
        var repository = Repository.of(
                system.newFolder(), new SmallSolution().withProgram(program).files(system.dotnet()));

        var build = system.submit(BuildOrder.of(repository, SmallSolution.PROJECT));

        assertFailed(build, "Build", "CS0103");
        assertThat(build.log()).contains("CS0103").contains("ERROR");
    }

    @Test
    void failingTestFailsTheTestStage(RunningSystem system) {
        assumeTrue(system.dotnet().canTest(), "needs packages for test projects; see BUILD_SERVER_TEST_NUGET_FEED");
        var files = GeneratedSolution.files(1).entrySet().stream()
                .collect(Collectors.toMap(
                        file -> file.getKey(), file -> file.getValue().replace("Equal(3,", "Equal(4,")));
        var repository = Repository.of(system.newFolder(), files);

        var build = system.submit(BuildOrder.of(repository, "tests/Xunit.Tests/Xunit.Tests.csproj"));

        var ended = assertFailed(build, "Test", "");
        assertThat(ended.path("testResults").path("failed").asInt()).isEqualTo(1);
        assertThat(build.tests().toString()).contains("Adds1", "Failed");
    }

    @Test
    void missingRepositoryFailsTheCloneStage(RunningSystem system) {
        var url = system.newFolder().toUri().toString();

        assertFailed(system.submit(BuildOrder.of(url, SmallSolution.PROJECT)), "Clone", "");
    }

    @Test
    void missingRefFailsTheCloneStage(RunningSystem system) {
        var repository = Repository.of(system.newFolder(), new SmallSolution().files(system.dotnet()));
        var order = BuildOrder.of(repository, SmallSolution.PROJECT).job("gitRef", "no-such-branch");

        assertFailed(system.submit(order), "Clone", "no-such-branch");
    }

    @Test
    void missingSolutionIsNamed(RunningSystem system) {
        var repository = Repository.of(system.newFolder(), new SmallSolution().files(system.dotnet()));

        var build = system.submit(BuildOrder.of(repository, "Other.sln"));

        assertThat(build.await().path("errorMessage").asString()).contains("Other.sln");
        assertThat(build.status().path("status").asString()).isEqualTo("Failed");
    }

    @Test
    void missingPackageFailsTheRestoreStage(RunningSystem system) {
        assumeTrue(system.dotnet().hasFeed(), "without a package source a restore waits for the network");
        var repository = Repository.of(
                system.newFolder(),
                new SmallSolution().thatNeeds("No.Such.Package", "1.0.0").files(system.dotnet()));

        assertFailed(system.submit(BuildOrder.of(repository, SmallSolution.PROJECT)), "Restore", "No.Such.Package");
    }

    private static JsonNode assertFailed(Build build, String stage, String messagePart) {
        var ended = build.await();
        assertThat(ended.path("status").asString()).as(ended.toPrettyString()).isEqualTo("Failed");
        assertThat(Build.stageStatus(ended, stage)).as(ended.toPrettyString()).isEqualTo("Failed");
        assertThat(ended.path("errorMessage").asString())
                .contains(messagePart)
                .isNotBlank()
                .doesNotContain("\n");
        assertThat(build.log()).isNotBlank();
        return ended;
    }
}
