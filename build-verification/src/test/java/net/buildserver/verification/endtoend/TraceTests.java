package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The traces of builds, as server and agents, each a process of its own, send them to a collector. */
@ExtendWith(WatchedSystem.Resolver.class)
class TraceTests {

    private static final String SECRET = "hush-8c1f-very-secret";
    private static final String BUILD = "BUILD Traced one";
    private static final String ATTEMPT = BUILD + " > task build > attempt 1";
    private static final List<String> PROJECTS = List.of("App", "Core", "Extra", "More");

    @Test
    void serverAndAgentTellOneTreeWithoutSecrets(WatchedSystem system) {
        var build = end(
                system,
                order(system, new TracedSolution(system.dotnet()).thatSaysWhatItWasGiven())
                        .job("runTests", system.dotnet().canTest())
                        .job("buildProperties", Map.of("ApiToken", SECRET)),
                "Succeeded");

        var expected = new ArrayList<>(List.of(
                BUILD,
                BUILD + " > task build",
                BUILD + " > task build > queue",
                BUILD + " > task build > offer",
                ATTEMPT,
                ATTEMPT + " > stage Clone",
                ATTEMPT + " > stage Restore > dotnet restore",
                ATTEMPT + " > stage Build > dotnet build > build Core",
                ATTEMPT + " > stage Build > dotnet build > build App"));
        if (system.dotnet().canTest()) {
            expected.add(ATTEMPT + " > stage Test > dotnet test > test Checks");
        }
        var trace = ReceivedTrace.await(system.traces(), build, expected);
        assertThat(trace.named("build Core").span().getEndTimeUnixNano())
                .as("App needs Core")
                .isLessThanOrEqualTo(trace.named("build App").span().getEndTimeUnixNano());
        assertAttributes(trace, build);
        assertThat(said(build, "place"))
                .as("TRACEPARENT of the build's own processes")
                .isEqualTo("00-" + build.id().replace("-", "") + "-"
                        + trace.named("dotnet build").id() + "-01");
        assertThat(said(build, "token") + said(build, "deploy"))
                .as("both were there, and the log does not tell them")
                .isNotEmpty()
                .doesNotContain(SECRET, WatchedSystem.DEPLOY_TOKEN);
        assertThat(system.traces().text()).contains("Traced").doesNotContain(SECRET, WatchedSystem.DEPLOY_TOKEN);
    }

    private static void assertAttributes(ReceivedTrace trace, Build build) {
        var root = trace.named(BUILD);
        assertThat(root.service()).isEqualTo("build-server");
        assertThat(root.attribute("cicd.pipeline.run.id")).isEqualTo(build.id());
        assertThat(root.attribute("cicd.pipeline.result")).isEqualTo("success");
        assertThat(root.attribute("build.project")).isEqualTo("Traced one");
        assertThat(root.attribute("build.executionId")).isEqualTo(build.id());
        assertThat(root.attribute("build.success")).isEqualTo("true");
        assertThat(trace.named("attempt 1").attribute("cicd.worker.id")).isNotEmpty();
        assertThat(trace.named("build Core").service()).isEqualTo("build-agent");
        assertThat(trace.named("build Core").attribute("cicd.pipeline.task.type"))
                .isEqualTo("build");
    }

    @Test
    void cachedBuildTellsWhatTheCacheSparedEachProject(WatchedSystem system) {
        var order = order(system, new TracedSolution(system.dotnet()))
                .with("strategy", "Cached")
                .job("runTests", false)
                .job("publishArtifacts", false);
        var made = end(system, order, "Succeeded");
        var taken = end(system, order, "Succeeded");

        var misses =
                ReceivedTrace.await(system.traces(), made, all(ATTEMPT + " > stage Build > dotnet build > build "));
        assertThat(misses.beginning("build ")).hasSizeGreaterThanOrEqualTo(PROJECTS.size());
        assertThat(misses.beginning("build "))
                .allSatisfy(
                        span -> assertThat(span.attribute("build.cache.hit")).isEqualTo("Miss"));
        assertThat(misses.beginning("take ")).isEmpty();

        var hits = ReceivedTrace.await(system.traces(), taken, all(ATTEMPT + " > stage Restore > take "));
        assertThat(hits.beginning("take ")).allSatisfy(span -> {
            assertThat(span.attribute("build.cache.hit")).isEqualTo("Full");
            assertThat(span.attribute("build.cache.origin")).isEqualTo(made.id());
            assertThat(span.attribute("cicd.pipeline.task.type")).isEqualTo("build");
        });
        assertThat(Stream.of("build ", "dotnet ").flatMap(name -> hits.beginning(name).stream()))
                .as("nothing was left for MSBuild")
                .isEmpty();
    }

    private static List<String> all(String path) {
        var all = new ArrayList<>(List.of(BUILD));
        PROJECTS.forEach(project -> all.add(path + project));
        return all;
    }

    @Test
    void sharedBuildIsOneTraceOfAllItsAgents(WatchedSystem system) {
        try (var second = system.join("second-agent")) {
            var build = end(
                    system,
                    order(system, new TracedSolution(system.dotnet()))
                            .with("strategy", "Distributed")
                            .with("forceClean", true)
                            .job("runTests", false)
                            .job("publishArtifacts", false)
                            .job("buildProperties", Map.of("BuildServerSliceSeconds", "0", "BuildServerAgents", "2")),
                    "Succeeded");
            var tasks = system.api()
                    .get("/api/v1/builds/" + build.id() + "/tasks")
                    .path("items")
                    .valueStream()
                    .toList();

            var expected = new ArrayList<>(List.of(BUILD, BUILD + " > task plan > attempt 1 > stage Plan"));
            for (var task : tasks) {
                var path = BUILD + " > task " + task.path("name").asString();
                expected.addAll(List.of(path, path + " > queue", path + " > offer", path + " > attempt 1"));
            }
            var trace = ReceivedTrace.await(system.traces(), build, expected);
            assertThat(tasks).allSatisfy(task -> {
                var path = BUILD + " > task " + task.path("name").asString();
                assertThat(trace.at(path + " > attempt 1").attribute("cicd.worker.id"))
                        .isEqualTo(task.path("agentId").asString());
                assertThat(trace.at(path).attribute("cicd.pipeline.task.run.result"))
                        .isEqualTo("success");
            });
            assertThat(tasks.stream().map(task -> task.path("agentId").asString()))
                    .contains(second.id())
                    .hasSizeGreaterThan(2);
            assertSlices(trace);
        }
    }

    private static void assertSlices(ReceivedTrace trace) {
        var finish = trace.named("task finish");
        assertThat(trace.beginning("task slice "))
                .hasSizeGreaterThan(1)
                .allSatisfy(slice -> assertThat(slice.span().getEndTimeUnixNano())
                        .as("finish waits for " + slice.name())
                        .isLessThanOrEqualTo(finish.span().getStartTimeUnixNano() + 5_000_000));
        PROJECTS.forEach(project -> assertThat(trace.path(trace.named("build " + project)))
                .matches(BUILD + " > task slice \\d+ > attempt 1 > stage Build > dotnet \\w+ > build " + project));
    }

    @Test
    void failureAndCancelAreToldByStatusAndKind(WatchedSystem system) {
        var repository = Repository.of(
                system.folder().resolve("broken-" + UUID.randomUUID()),
                new SmallSolution().withProgram("This is no program.").files(system.dotnet()));
        var broken = end(system, order(repository, SmallSolution.PROJECT), "Failed");

        var failed =
                ReceivedTrace.await(system.traces(), broken, List.of(BUILD, ATTEMPT + " > stage Build > dotnet build"));
        for (var name : List.of(BUILD, "task build", "attempt 1", "stage Build")) {
            assertThat(failed.named(name).status()).as(name).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(failed.named(name).attribute("error.type")).as(name).isEqualTo("UserCode");
        }
        assertThat(failed.named(BUILD).attribute("cicd.pipeline.result")).isEqualTo("failure");
        assertThat(failed.named("dotnet build").attribute("error.type")).isEqualTo("1");
        assertThat(failed.named("stage Clone").status()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);

        var slow = Repository.of(
                system.folder().resolve("slow-" + UUID.randomUUID()),
                new SmallSolution().thatTakes(61_234).files(system.dotnet()));
        var stopped = Build.submit(system.api(), order(slow, SmallSolution.PROJECT));
        stopped.awaitStage("Build");
        stopped.cancel();
        assertThat(stopped.await().path("status").asString()).isEqualTo("Cancelled");

        var cancelled = ReceivedTrace.await(
                system.traces(), stopped, List.of(BUILD, ATTEMPT + " > stage Build > dotnet build"));
        for (var name : List.of(BUILD, "task build", "attempt 1", "stage Build", "dotnet build")) {
            assertThat(cancelled.named(name).status()).as(name).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(cancelled.named(name).attribute("error.type")).as(name).isEmpty();
        }
        assertThat(cancelled.named(BUILD).attribute("cicd.pipeline.result")).isEqualTo("cancellation");
        assertThat(cancelled.named("attempt 1").attribute("cicd.pipeline.task.run.result"))
                .isEqualTo("cancellation");
    }

    private static BuildOrder order(WatchedSystem system, TracedSolution solution) {
        var folder = system.folder().resolve("traced-" + UUID.randomUUID());
        return order(Repository.of(folder, solution.files()), TracedSolution.PATH);
    }

    private static BuildOrder order(Repository repository, String path) {
        return BuildOrder.of(repository, path).job("projectName", "Traced one");
    }

    private static Build end(WatchedSystem system, BuildOrder order, String status) {
        var build = Build.submit(system.api(), order);
        var ended = build.await();
        assertThat(ended.path("status").asString())
                .as(ended.toPrettyString() + build.log())
                .isEqualTo(status);
        return build;
    }

    private static String said(Build build, String name) {
        var log = build.log();
        var found = Pattern.compile(name + "=(\\S+)").matcher(log);
        assertThat(found.find()).as(log).isTrue();
        return found.group(1);
    }
}
