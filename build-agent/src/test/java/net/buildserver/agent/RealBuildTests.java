package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        Optional<TestSdk> found = TestSdk.find();
        assumeTrue(found.isPresent() && found.get().feed().isPresent(), "needs a .NET SDK and the package feed");
        sdk = found.get();
    }

    @Test
    void cleanBuildReportsEverything() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        String commit = repository.commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording =
                    server.submit(Jobs.of(repository.url()).coverage().assignment());

            FinishReport finish = recording.awaitFinish(LIMIT);

            System.out.println(recording.logText());
            System.out.println(agent.log());
            recording.lastStages().values().forEach(System.out::println);
            assertThat(finish.outcome()).as(recording.logText()).isEqualTo(AttemptOutcome.Succeeded);
            assertThat(recording.lastStages().values())
                    .extracting(StageReport::status)
                    .containsOnly(BuildStageStatus.Succeeded);
            assertThat(recording.reports)
                    .anySatisfy(report -> assertThat(report.commitSha()).isEqualTo(commit));
            assertThat(recording.logText())
                    .contains("INFO: Starting build for Demo (Release)")
                    .contains("INFO: Checked out commit " + commit)
                    .contains("WARN: CS8618: ")
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

    private FinishReport build(Jobs job) throws IOException, InterruptedException {
        try (FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording = server.submit(job.assignment());
            FinishReport finish = recording.awaitFinish(LIMIT);
            System.out.println(recording.logText() + agent.log());
            return finish;
        }
    }
}
