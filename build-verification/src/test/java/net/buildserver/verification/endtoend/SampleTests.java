package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The sample solution, from a request to artifacts that are downloaded again. */
@ExtendWith(RunningSystem.Resolver.class)
class SampleTests {

    private static final String SOLUTION = "HelloDotnet.sln";

    @Test
    void sampleIsBuiltTestedAndPackaged(RunningSystem system) throws IOException {
        var order = BuildOrder.of(sample(system), SOLUTION)
                .job("createPackages", true)
                .job("collectCoverage", false);

        var build = system.submit(order);
        var ended = build.await();

        assertThat(ended.path("status").asString()).as(ended.toPrettyString()).isEqualTo("Succeeded");
        assertThat(Build.stages(ended))
                .contains(
                        "Clone Succeeded",
                        "Restore Succeeded",
                        "Build Succeeded",
                        "Package Succeeded",
                        "Upload Succeeded");
        assertThat(build.log()).contains("Starting build", "Hello.Web ->").matches("(?s)\\[\\d{4}-\\d\\d-\\d\\d .*");
        assertTests(system, build, ended);
        assertArtifacts(build);
    }

    private static Repository sample(RunningSystem system) throws IOException {
        var folder = system.newFolder();
        if (system.dotnet().canTest()) {
            return Repository.copyOf(Installation.sample(), folder);
        }
        var copy = Repository.copyOf(Installation.sample(), folder.resolveSibling(folder.getFileName() + "-sources"));
        Files.writeString(
                copy.folder().resolve("Directory.Build.rsp"), "-p:LeaveOutTests=true\n", StandardOpenOption.APPEND);
        return Repository.copyOf(copy.folder(), folder);
    }

    private static void assertTests(RunningSystem system, Build build, JsonNode ended) {
        if (!system.dotnet().canTest()) {
            assertThat(build.log()).contains("the tests are left out");
            return;
        }
        var results = ended.path("testResults");
        assertThat(results.path("total").asInt()).as(ended.toPrettyString()).isEqualTo(19);
        assertThat(results.path("passed").asInt()).isEqualTo(18);
        assertThat(results.path("failed").asInt()).isZero();
        assertThat(results.path("skipped").asInt()).isEqualTo(1);
        assertThat(Build.stageStatus(ended, "Test")).isEqualTo("Succeeded");
        assertThat(build.tests().toString()).contains("FormatsLargeNumbers", "RanksByFrequencyThenAlphabet", "1987");
    }

    private static void assertArtifacts(Build build) {
        var artifacts = build.artifacts();
        assertThat(artifacts)
                .extracting(artifact -> artifact.path("name").asString())
                .contains("Hello.Numerals.1.0.0.nupkg", "Hello.Text.1.0.0.nupkg")
                .anyMatch(name -> name.contains("Hello.Web"))
                .anyMatch(name -> name.contains("Hello.Console"));
        assertThat(artifacts).allSatisfy(artifact -> {
            assertThat(artifact.path("sizeBytes").asLong()).isPositive();
            assertThat(build.downloadedSha256(artifact))
                    .as(artifact.path("path").asString())
                    .isEqualTo(artifact.path("sha256Hash").asString());
        });
    }
}
