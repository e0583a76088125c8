package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.plan.DistributedStrategy;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.plan.TaskPlan;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.CapableAgent;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestCaseResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a shared build one after the other on a whole agent, with the real dotnet and git. */
class SharedBuildTests {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final TaskPlan PLAN =
            new DistributedStrategy().plan(request()).tasks().getFirst();

    @TempDir
    private Path folder;

    private TestSdk sdk;

    @BeforeEach
    void findSdk() {
        sdk = TestSdk.withFeed();
    }

    @Test
    void slicesShardsAndTheirCollectionDoTogetherWhatOneAgentDoes() throws Exception {
        GitRepository repository = DemoSolution.create(folder.resolve("repo"));
        repository.write("Greeter.Tests/OtherTests.cs", """
                namespace Greeter.Tests;
                public class OtherTests { [Xunit.Fact] public void Other() => Xunit.Assert.NotEmpty(Greeting.For("you")); }
                public class NewTests { [Xunit.Fact] public void New() => Xunit.Assert.NotEmpty(Greeting.For("me")); }
                """);
        repository.commit("First");
        TaskAssignment job = Jobs.of(repository.url())
                .coverage()
                .properties(Map.of("BuildServerSliceSeconds", "0"))
                .assignment();
        try (FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording plan = run(server, task(job, "plan", PLAN.kind(), PLAN.stages(), Map.of(), Map.of()));
            List<AddedTask> added = plan.finish.tasks();
            assertThat(added)
                    .extracting(AddedTask::kind)
                    .contains("slice", "tests")
                    .endsWith("finish");
            assertThat(plan.logText()).contains("slice 1", "Greeter.Tests/Greeter.Tests.csproj but 1 classes");

            Map<String, Map<String, Object>> outputs = new HashMap<>(Map.of("plan", plan.finish.output()));
            List<TestCaseResult> tests = new ArrayList<>();
            List<String> reported = new ArrayList<>();
            Map<String, String> artifacts = new HashMap<>();
            Recording last = plan;
            for (AddedTask one : added) {
                List<StagePlan> stages =
                        Optional.ofNullable(PLAN.growth().get(one.kind())).orElseThrow();
                last = run(server, task(job, one.name(), one.kind(), stages, one.payload(), outputs));
                outputs.put(one.name(), last.finish.output());
                tests.addAll(last.tests());
                reported.addAll(reported(last));
                assertThat(last.logText()).doesNotContain("-t:BuildServerFacts");
                last.declared.values().forEach(file -> artifacts.put(file.path(), one.name()));
            }

            assertThat(tests)
                    .extracting(TestCaseResult::name)
                    .doesNotHaveDuplicates()
                    .hasSize(5);
            assertThat(reported)
                    .containsExactlyInAnyOrder(
                            "Greeter/Greeter.csproj@net10.0",
                            "App/App.csproj@net10.0",
                            "Greeter.Tests/Greeter.Tests.csproj@net10.0");
            assertThat(last.logText()).contains("Cache: 3 projects in place, 0 without compiling, 0 built");
            assertThat(last.logText()).contains("Line coverage of all tests 50.0 %");
            assertThat(artifacts.keySet())
                    .contains("packages/Greeter.1.0.0.nupkg", "publish/App.zip", "coverage/coverage.cobertura.xml")
                    .anyMatch(path -> path.startsWith("tests 1/test-results/"));
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    private static List<String> reported(Recording recording) {
        return recording.reports.stream()
                .filter(report -> report.cache() != null)
                .flatMap(report -> report.cache().projects().stream())
                .map(ProjectUse::project)
                .map(project -> project.name())
                .toList();
    }

    private static Recording run(FakeServer server, TaskAssignment task) throws Exception {
        Recording recording = server.submit(task);
        assertThat(recording.awaitFinish(LIMIT).outcome())
                .as(recording.logText())
                .isEqualTo(AttemptOutcome.Succeeded);
        return recording;
    }

    private static TaskAssignment task(
            TaskAssignment job,
            String name,
            String kind,
            List<StagePlan> stages,
            Map<String, Object> payload,
            Map<String, Map<String, Object>> inputs) {
        return new TaskAssignment(
                UUID.randomUUID(),
                UUID.randomUUID(),
                job.executionId(),
                name,
                1,
                BuildStrategyType.Distributed,
                false,
                job.job(),
                stages,
                job.timeout(),
                kind,
                payload,
                inputs,
                Map.of(
                        "Greeter.Tests",
                        Map.of("Greeter.Tests.GreetingTests", 9_000L, "Greeter.Tests.OtherTests", 8_000L)),
                null,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(i -> new CapableAgent("agent-" + i, 1, 2))
                        .toList(),
                job.traceId(),
                job.traceparent());
    }

    private static BuildRequest request() {
        TaskAssignment job = Jobs.of("https://example.com/r").assignment();
        return new BuildRequest(
                job.executionId(),
                job.job(),
                BuildTargetType.Linux,
                BuildStrategyType.Distributed,
                BuildPriority.Normal,
                false,
                "developer@example.com",
                job.job().createdAt());
    }
}
