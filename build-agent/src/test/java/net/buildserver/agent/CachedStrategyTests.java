package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestCaseResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Builds with the strategy Cached by a whole agent, with the real dotnet and git; needs an SDK and the package feed. */
class CachedStrategyTests {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    private TestSdk sdk;

    @BeforeEach
    void findSdk() {
        sdk = TestSdk.withFeed();
    }

    @Test
    void secondBuildTakesEverythingFromTheCacheAndAChangeBuildsWhatChanged() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        repository.commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording cold = build(
                    server, Jobs.of(repository.url()).cached().withoutPackages().coverage());
            assertThat(cold.logText())
                    .contains("Cache: 0 projects in place, 0 without compiling, 3 built")
                    .contains("Line coverage 50.0 %");

            Recording warm = build(
                    server, Jobs.of(repository.url()).cached().withoutPackages().coverage());
            assertThat(warm.logText())
                    .contains("Restore is not needed: everything comes from the cache")
                    .contains("Cache: 3 projects in place, 0 without compiling, 0 built")
                    .contains("WARN: CS8618: ")
                    .contains("Build succeeded. 1 Warning(s), 0 Error(s)")
                    .contains("3 cached results of build")
                    .contains("Line coverage 50.0 %");
            assertThat(toldFirst(cold)).hasSize(3).containsOnly(ProjectState.Waiting);
            assertThat(toldFirst(warm)).hasSize(3).containsOnly(ProjectState.Done);
            assertThat(cold.tests()).extracting(TestCaseResult::cachedFrom).containsOnlyNulls();
            assertThat(warm.tests())
                    .hasSameSizeAs(cold.tests())
                    .extracting(TestCaseResult::cachedFrom)
                    .containsOnly(cold.executionId);
            assertThat(warm.diagnostics()).isEqualTo(cold.diagnostics());
            assertThat(warm.lastStages().get("Test").status()).isEqualTo(BuildStageStatus.Succeeded);

            repository.write("App/Program.cs", "System.Console.WriteLine(Greeter.Greeting.For(\"you\"));\n");
            repository.write(
                    "Greeter.Tests/Directory.Build.props",
                    "<Project><PropertyGroup><BuildServerCacheTests>false</BuildServerCacheTests></PropertyGroup></Project>\n");
            repository.commit("Second");
            Recording changed =
                    build(server, Jobs.of(repository.url()).cached().coverage().framework("net10.0"));
            assertThat(changed.logText())
                    .contains("Cache: 1 projects in place, 0 without compiling, 2 built")
                    .contains("Built App/App.csproj@net10.0: Source App/Program.cs changed")
                    .contains("Line coverage 50.0 %");
            assertThat(changed.declared.values())
                    .extracting(artifact -> artifact.path())
                    .contains("packages/Greeter.1.0.0.nupkg", "publish/App.zip");
            Recording tested = build(
                    server,
                    Jobs.of(repository.url())
                            .cached()
                            .withoutPackages()
                            .coverage()
                            .framework("net10.0"));
            assertThat(tested.logText()).contains("Cache: 3 projects in place, 0 without compiling, 0 built");
            assertThat(tested.tests())
                    .as("the project wants its tests to run each time")
                    .hasSameSizeAs(cold.tests())
                    .extracting(TestCaseResult::cachedFrom)
                    .containsOnlyNulls();
            assertThat(agent.log()).doesNotContain("ERROR");

            repository.write("App/Program.cs", "System.Console.WriteLine(Greeter.Nobody);\n");
            repository.commit("Third");
            Recording broken = server.submit(Jobs.of(repository.url())
                    .cached()
                    .properties(Map.of("ApiToken", "never-to-be-seen"))
                    .assignment());
            assertThat(broken.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(broken.declared.values())
                    .as(broken.logText())
                    .extracting(artifact -> artifact.path())
                    .containsExactly("logs/build.binlog");
        }
    }

    private static List<ProjectState> toldFirst(Recording recording) {
        return recording.reports.stream()
                .map(AttemptReport::projects)
                .filter(projects -> !projects.isEmpty())
                .findFirst()
                .orElseThrow()
                .stream()
                .map(ProjectUse::state)
                .toList();
    }

    @Test
    void assembliesKeepTheirCommitWhereTheBuildAsksForIt() throws Exception {
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Lib/Lib.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework><IsPackable>false</IsPackable></PropertyGroup>
                        </Project>
                        """).write("Lib/Lib.cs", "public class Lib { }\n");
        String first = repository.commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            assertThat(build(server, library(repository, true)).text()).contains("1.0.0+" + first);

            String second =
                    repository.write("README.md", "Nobody builds this.\n").commit("Second");
            Recording again = build(server, library(repository, true));
            assertThat(again.text()).contains("1.0.0+" + second);
            assertThat(again.logText()).contains("0 projects in place, 0 without compiling, 1 built");

            assertThat(build(server, library(repository, false)).text())
                    .contains("1.0.0")
                    .doesNotContain("1.0.0+");
        }
    }

    private static Jobs library(GitRepository repository, boolean keepsCommit) {
        return Jobs.of(repository.url())
                .cached()
                .solution("Lib/Lib.csproj")
                .properties(Map.of(
                        "BuildServerKeepCommitId",
                        String.valueOf(keepsCommit),
                        "BuildServerArtifacts",
                        "Lib/bin/Release/**/Lib.dll",
                        "BuildServerArtifactsIfNone",
                        "fail"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cacheWithoutRoomKeepsNothingAndFailsNoBuild() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        repository.commit("First");
        try (SmallVolume cache = SmallVolume.at(folder.resolve("agent/cache"), "256k");
                FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            agent.awaitLog("ready", LIMIT);
            cache.fill();
            Recording built = build(server, Jobs.of(repository.url()).cached().withoutPackages());
            assertThat(built.logText())
                    .contains("The facts of this build are not cached: No space left on device")
                    .contains("The restored files of this build are not cached: ")
                    .contains("The outputs of App/App.csproj@net10.0 are not cached: ")
                    .contains("The test results of this build are not cached: ");
        }
    }

    private static Recording build(FakeServer server, Jobs job) throws Exception {
        Recording recording = server.submit(job.assignment());
        assertThat(recording.awaitFinish(LIMIT).outcome())
                .as(recording.logText())
                .isEqualTo(AttemptOutcome.Succeeded);
        return recording;
    }
}
