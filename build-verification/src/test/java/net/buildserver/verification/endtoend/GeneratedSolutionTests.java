package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A solution with every kind of project, from packages that are in the feed. */
@ExtendWith(RunningSystem.Resolver.class)
class GeneratedSolutionTests {

    @Test
    void everyKindOfProjectIsBuiltAndTested(RunningSystem system) {
        assumeTrue(system.dotnet().canTest(), "needs packages for test projects; see BUILD_SERVER_TEST_NUGET_FEED");
        var repository = Repository.of(system.newFolder(), GeneratedSolution.files(3));

        var build = system.submit(
                BuildOrder.of(repository, GeneratedSolution.SOLUTION).job("createPackages", true));
        var ended = build.await();

        assertThat(ended.path("status").asString()).as(ended.toPrettyString()).isEqualTo("Succeeded");
        assertThat(ended.path("testResults").path("total").asInt()).isEqualTo(9);
        assertThat(ended.path("testResults").path("passed").asInt()).isEqualTo(9);
        assertThat(build.tests().toString()).contains("Xunit.Tests", "Nunit.Tests", "Mstest.Tests");
        assertThat(build.artifacts())
                .extracting(artifact -> artifact.path("name").asString())
                .contains("Portable.1.0.0.nupkg")
                .anyMatch(name -> name.contains("Site"));
        assertThat(build.artifacts())
                .allSatisfy(artifact -> assertThat(build.downloadedSha256(artifact))
                        .isEqualTo(artifact.path("sha256Hash").asString()));
    }
}
