package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a small solution with the real dotnet, git and HTTP; needs an SDK and the package feed. */
class RealBuildTests {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private TestSdk sdk;

    @BeforeEach
    void findSdk() {
        sdk = TestSdk.withFeed();
    }

    @Test
    void cleanBuildReportsEverything() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        String commit = repository.commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording =
                    server.submit(Jobs.of(repository.url()).coverage().assignment());

            FinishReport finish = recording.awaitFinish(LIMIT);

            assertThat(finish.outcome()).as(recording.logText()).isEqualTo(AttemptOutcome.Succeeded);
            assertThat(recording.lastStages().values())
                    .extracting(StageReport::status)
                    .containsOnly(BuildStageStatus.Succeeded);
            assertThat(recording.reports)
                    .anySatisfy(report -> assertThat(report.commitSha()).isEqualTo(commit));
            assertThat(recording.logText())
                    .contains("INFO: Starting build for Demo (Release)")
                    .contains("INFO: Checked out commit " + commit)
                    .containsPattern("INFO: Project Greeter/Greeter\\.csproj:\\n\\[[^]]+] WARN: CS8618: ")
                    .contains("INFO: Build succeeded. 1 Warning(s), 0 Error(s)");
            assertThat(recording.diagnostics()).singleElement().satisfies(one -> {
                assertThat(one.file()).isEqualTo("Greeter/Greeting.cs");
                assertThat(one.project()).isEqualTo("Greeter/Greeter.csproj");
            });
            assertThat(recording.tests())
                    .extracting(test -> test.name() + " " + test.outcome())
                    .containsExactlyInAnyOrder(
                            "Names_are_greeted(name: \"Ada\") " + TestOutcome.Passed,
                            "Names_are_greeted(name: \"Grace\") " + TestOutcome.Passed,
                            "Skipped " + TestOutcome.Skipped);
            assertThat(recording.tests()).allSatisfy(test -> {
                assertThat(test.project()).isEqualTo("Greeter.Tests");
                assertThat(test.targetFramework()).isEqualTo("net10.0");
                assertThat(test.className()).isEqualTo("Greeter.Tests.GreetingTests");
            });
            assertThat(recording.declared.values())
                    .extracting(artifact -> artifact.path())
                    .contains("packages/Greeter.1.0.0.nupkg", "packages/App.1.0.0.nupkg", "publish/App.zip")
                    .anyMatch(path -> path.startsWith("coverage/"))
                    .anyMatch(path -> path.startsWith("test-results/"));
            assertThat(recording.committed).hasSize(recording.declared.size());
            assertThat(finish.logBytes()).isEqualTo(recording.log.size());
        }
    }

    @Test
    void compileErrorIsNamed() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        repository.write("Greeter/Broken.cs", "class Broken { int x = }\n").commit("Broken");
        FinishReport finish = build(Jobs.of(repository.url()));

        assertThat(finish.outcome()).isEqualTo(AttemptOutcome.Failed);
        assertThat(finish.errorMessage()).startsWith("Build failed: Greeter/Broken.cs(1,24): error CS1525: ");
    }

    @Test
    void incrementalBuildsDoOnlyWhatTheChangeNeeds() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        repository.commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Jobs jobs = Jobs.of(repository.url()).incremental();
            Recording first = server.submit(jobs.assignment());
            assertThat(first.awaitFinish(LIMIT).outcome()).as(first.logText()).isEqualTo(AttemptOutcome.Succeeded);
            assertThat(first.tests()).hasSize(3);

            repository.write("App/Program.cs", "System.Console.WriteLine(1);\n").commit("Only the program");
            Recording second = server.submit(jobs.assignment());
            assertThat(second.awaitFinish(LIMIT).outcome()).as(second.logText()).isEqualTo(AttemptOutcome.Succeeded);
            assertThat(second.logText())
                    .contains("Restore is up to date")
                    .contains("Cache: 2 projects in place, 0 without compiling, 1 built")
                    .contains("3 cached results of build");
            assertThat(second.tests()).hasSameSizeAs(first.tests());

            String source = "namespace Greeter; public class Greeting { public static string For(string n) => n; }\n";
            repository.write("Greeter/Greeting.cs", source).commit("Break a test");
            Recording third = server.submit(jobs.assignment());
            FinishReport finish = third.awaitFinish(LIMIT);
            assertThat(finish.outcome()).as(third.logText()).isEqualTo(AttemptOutcome.Failed);
            assertThat(finish.errorMessage())
                    .startsWith(
                            "Test failed: 2 of 3 tests failed, first: Greeter.Tests.GreetingTests.Names_are_greeted");
            assertThat(third.lastStages().get("Package").status()).isEqualTo(BuildStageStatus.Skipped);
        }
    }

    @Test
    void testingPlatformMissingPackageAndCrashAreUnderstood() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        String missing = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>"
                + "</PropertyGroup><ItemGroup><PackageReference Include=\"No.Such.Package\" Version=\"1.0.0\"/></ItemGroup>"
                + "</Project>";
        repository.write("Missing/Missing.csproj", missing);
        repository.write("Platform/global.json", "{ \"test\": { \"runner\": \"Microsoft.Testing.Platform\" } }");
        repository.write("Platform/Platform.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="xunit.v3" Version="4.0.2" />
                    <PackageReference Include="Microsoft.Testing.Extensions.TrxReport" Version="2.5.2" />
                  </ItemGroup>
                </Project>
                """);
        repository.write(
                "Platform/T.cs",
                "public class T { [Xunit.Fact] public void Works() { } [Xunit.Fact] public void Too() { } }\n");
        repository.write(
                "Greeter.Tests/GreetingTests.cs",
                "public class C { [Xunit.Fact] public void Dies() => System.Environment.FailFast(\"dead\"); }\n");
        repository.commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording noPackage = server.submit(
                    Jobs.of(repository.url()).solution("Missing/Missing.csproj").assignment());
            assertThat(noPackage.awaitFinish(LIMIT).errorMessage())
                    .startsWith("Restore failed: NU1101: Unable to find package No.Such.Package");

            Recording platform = server.submit(Jobs.of(repository.url())
                    .solution("Platform/Platform.csproj")
                    .assignment());
            assertThat(platform.awaitFinish(LIMIT).outcome())
                    .as(platform.logText())
                    .isEqualTo(AttemptOutcome.Succeeded);
            assertThat(platform.tests()).extracting(test -> test.name()).containsExactlyInAnyOrder("Works", "Too");

            String tests = "Greeter.Tests/Greeter.Tests.csproj";
            Recording crash =
                    server.submit(Jobs.of(repository.url()).solution(tests).assignment());
            assertThat(crash.awaitFinish(LIMIT).errorMessage())
                    .as(crash.logText())
                    .startsWith("Test failed: the test host crashed");

            Recording lost =
                    server.submit(Jobs.of(repository.url()).solution("Nope.sln").assignment());
            assertThat(lost.awaitFinish(LIMIT).errorMessage())
                    .isEqualTo("Clone failed: there is no Nope.sln in the repository; it holds Demo.sln");
        }
    }

    private FinishReport build(Jobs job) throws IOException, InterruptedException {
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording = server.submit(job.assignment());
            FinishReport finish = recording.awaitFinish(LIMIT);
            return finish;
        }
    }
}
