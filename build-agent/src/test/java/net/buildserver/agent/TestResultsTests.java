package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs tests of real projects with the real dotnet: what is known of them afterwards, however they end. */
class TestResultsTests {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String SECRET = "topsecret-\"value\"";

    @TempDir
    private Path folder;

    private TestSdk sdk;
    private GitRepository repository;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        sdk = TestSdk.withFeed();
        repository = GitRepository.create(folder.resolve("repo"));
        repository.write(".gitignore", "bin/\nobj/\n").write("T/T.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                    <PackageReference Include="xunit" Version="2.9.3" />
                    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                  </ItemGroup>
                </Project>
                """);
    }

    @Test
    void flakyTestIsMarkedAndSecretsOfTestsStayHidden() throws Exception {
        repository
                .write("T/T.cs", """
                using Xunit;
                public class C
                {
                    [Fact] public void Passes() { System.Console.WriteLine("secret: topsecret-\\"value\\""); }
                    [Theory] [InlineData("topsecret-\\"value\\"")] [InlineData("b")] public void Rows(string row)
                    {
                        var marker = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "flaky-" + row.Length);
                        if (row.Length > 1 && !System.IO.File.Exists(marker))
                        {
                            System.IO.File.WriteAllText(marker, "");
                            Assert.Fail("first time, and leaks " + row);
                        }
                    }
                }
                """)
                .write("notes/a.txt", "a")
                .write("notes/b.log", "b")
                .commit("First");

        Recording recording = build(
                Jobs.of(repository.url()).solution("T/T.csproj"),
                Map.of(
                        "BuildServerTestRetries", "1",
                        "BuildServerTestRetryPercent", "50",
                        "BuildServerArtifacts", "notes/**;!**/*.log",
                        "MyPassword", SECRET));

        assertThat(recording.finish.outcome()).as(recording.logText()).isEqualTo(AttemptOutcome.Succeeded);
        assertThat(recording.lastStages().get("Test").message())
                .isEqualTo("3 tests ran, none failed, 1 of them only when run again");
        assertThat(recording.stages())
                .extracting(StageReport::message)
                .anySatisfy(message -> assertThat(message).matches("Running tests\\.\\.\\. \\d passed, .*"));
        TestCaseResult flaky = recording.tests().stream()
                .filter(test -> Boolean.TRUE.equals(test.flaky()))
                .findFirst()
                .orElseThrow();
        assertThat(flaky.outcome()).isEqualTo(TestOutcome.Passed);
        assertThat(flaky.name()).startsWith("Rows(row: ").contains("***REDACTED***");
        assertThat(flaky.errorMessage()).isEqualTo("first time, and leaks ***REDACTED***");
        assertThat(recording.tests()).hasSize(3);
        assertThat(recording.reports.toString() + recording.logText() + recording.text())
                .doesNotContain("topsecret");
        assertThat(recording.declared.values())
                .extracting(artifact -> artifact.path())
                .contains("files/notes/a.txt")
                .noneMatch(path -> path.endsWith("b.log"))
                .anyMatch(path -> path.startsWith("test-results/1/"))
                .anyMatch(path -> path.startsWith("test-results/2/"));
    }

    @Test
    void crashedHostLeavesItsResultsAndADump() throws Exception {
        repository.write("T/T.cs", """
                using Xunit;
                public class C
                {
                    [Fact] public void First() { }
                }
                public class D
                {
                    [Fact] public void Dies()
                    {
                        System.Threading.Thread.Sleep(2000);
                        System.Environment.FailFast("dead");
                    }
                }
                """).commit("First");

        Recording recording = build(Map.of("BuildServerTestDumps", "true"));

        assertThat(recording.finish.outcome()).as(recording.logText()).isEqualTo(AttemptOutcome.Failed);
        assertThat(recording.finish.errorMessage())
                .as(recording.logText())
                .startsWith("Test failed: the test host crashed while D.Dies ran");
        assertThat(recording.tests()).extracting(TestCaseResult::name).contains("First");
        assertThat(recording.declared.values())
                .extracting(artifact -> artifact.path())
                .anyMatch(path -> path.endsWith(".trx"))
                .anyMatch(path -> path.matches("test-attachments/1/.*crashdump\\.dmp"))
                .anyMatch(path -> path.matches("test-attachments/1/Sequence_.*\\.xml"));
        assertThat(recording.committed).hasSize(recording.declared.size());
    }

    @Test
    void testProjectWithoutTestsFails() throws Exception {
        repository.write("T/T.cs", "public class C { }\n").commit("First");

        Recording recording = build(Map.of());
        assertThat(recording.finish.errorMessage())
                .as(recording.logText())
                .startsWith("Test failed: no test was found in T, but 1 had to");
        Recording allowed = build(Map.of("BuildServerTestMinimum", "0"));
        assertThat(allowed.finish.outcome()).as(allowed.logText()).isEqualTo(AttemptOutcome.Succeeded);
        assertThat(allowed.declared.values())
                .as("uploaded although the plan has no upload")
                .extracting(artifact -> artifact.path())
                .isNotEmpty()
                .allMatch(path -> path.startsWith("test-results/1/"));
    }

    @Test
    void failedRowOfXunitOnTheTestingPlatformIsRunAgain() throws Exception {
        repository
                .write("P/global.json", "{ \"test\": { \"runner\": \"Microsoft.Testing.Platform\" } }")
                .write("P/P.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                          <ItemGroup>
                            <PackageReference Include="xunit.v3" Version="4.0.2" />
                            <PackageReference Include="Microsoft.Testing.Extensions.TrxReport" Version="2.5.2" />
                          </ItemGroup>
                        </Project>
                        """)
                .write("P/T.cs", """
                        public class C
                        {
                            [Xunit.Fact] public void Works() { }
                            [Xunit.Fact] public void Works2() { }
                            [Xunit.Fact] public void Broken() => Xunit.Assert.Fail("always");
                            [Xunit.Fact] public void Flaky()
                            {
                                var marker = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "flaky");
                                if (!System.IO.File.Exists(marker))
                                {
                                    System.IO.File.WriteAllText(marker, "");
                                    Xunit.Assert.Fail("once");
                                }
                            }
                        }
                        """)
                .commit("First");

        Recording recording = build(
                Jobs.of(repository.url()).solution("P/P.csproj").withoutPackages(),
                Map.of("BuildServerTestRetries", "2", "BuildServerTestRetryPercent", "50"));

        assertThat(recording.finish.errorMessage())
                .as(recording.logText())
                .isEqualTo("Test failed: 1 of 4 tests failed, first: C.Broken");
        assertThat(recording.tests())
                .extracting(test -> test.name() + " " + test.outcome() + " " + test.flaky())
                .containsExactlyInAnyOrder(
                        "Works Passed null", "Works2 Passed null", "Broken Failed null", "Flaky Passed true");
        assertThat(recording.logText()).contains("Running failed tests again (2 of 2): 1");
    }

    private Recording build(Map<String, String> properties) throws IOException, InterruptedException {
        return build(Jobs.of(repository.url()).solution("T/T.csproj").withoutPackages(), properties);
    }

    private Recording build(Jobs jobs, Map<String, String> properties) throws IOException, InterruptedException {
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording = server.submit(jobs.properties(properties).assignment());
            FinishReport _ = recording.awaitFinish(LIMIT);
            return recording;
        }
    }
}
