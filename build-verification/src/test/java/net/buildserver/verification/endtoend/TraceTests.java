package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The trace of a build, as server and agent, each a process of its own, send it to a collector. */
class TraceTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECRET = "hush-8c1f-very-secret";

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("traces-" + UUID.randomUUID());

    @Test
    void serverAndAgentTellOneTreeWithoutSecrets() {
        var repository = Repository.of(folder.resolve("repository"), files(dotnet));
        try (var traces = TraceReceiver.start();
                var server = RunningServer.withAgent(
                        folder.resolve("data"),
                        dotnet,
                        Map.of(
                                "BUILD_SERVER_TRACES_ENDPOINT",
                                traces.endpoint(),
                                "BUILD_AGENT_TRACES_ENDPOINT",
                                traces.endpoint()));
                var api = server.admin()) {
            var build = Build.submit(
                    api,
                    BuildOrder.of(repository, "Traced.slnx")
                            .job("projectName", "Traced one")
                            .job("runTests", dotnet.canTest())
                            .job("buildProperties", Map.of("ApiToken", SECRET)));
            assertTrace(traces, build);
        }
    }

    private void assertTrace(TraceReceiver traces, Build build) {
        var ended = build.await();

        assertThat(ended.path("status").asString()).as(build.log()).isEqualTo("Succeeded");
        var traceId = ended.path("traceId").asString();
        assertThat(traceId).isEqualTo(build.id().replace("-", ""));
        var spans = Eventually.find("the trace " + traceId, LIMIT, () -> {
            var received = traces.trace(traceId);
            var services = received.stream().map(ReceivedSpan::service).distinct();
            return services.count() == 2 ? Optional.of(received) : Optional.empty();
        });
        assertTree(spans, dotnet.canTest());
        assertAttributes(spans, build);
        assertThat(place(build.log()))
                .as("TRACEPARENT of the build's own processes")
                .isEqualTo("00-" + traceId + "-" + named(spans, "dotnet build").id() + "-01");
        assertThat(traces.text()).contains("Traced").doesNotContain(SECRET);
    }

    private static void assertTree(List<ReceivedSpan> spans, boolean tests) {
        var parents = new HashMap<String, ReceivedSpan>();
        spans.forEach(span ->
                assertThat(parents.put(span.id(), span)).as("one span twice").isNull());
        var paths = spans.stream().map(span -> path(span, parents)).toList();
        assertThat(paths)
                .contains(
                        "BUILD Traced one",
                        "BUILD Traced one > task build",
                        "BUILD Traced one > task build > queue",
                        "BUILD Traced one > task build > offer",
                        "BUILD Traced one > task build > attempt 1",
                        "BUILD Traced one > task build > attempt 1 > stage Clone",
                        "BUILD Traced one > task build > attempt 1 > stage Restore > dotnet restore",
                        "BUILD Traced one > task build > attempt 1 > stage Build > dotnet build",
                        "BUILD Traced one > task build > attempt 1 > stage Build > dotnet build > build Core",
                        "BUILD Traced one > task build > attempt 1 > stage Build > dotnet build > build App")
                .allMatch(path -> path.startsWith("BUILD Traced one"), "everything hangs below the build");
        if (tests) {
            assertThat(paths)
                    .contains("BUILD Traced one > task build > attempt 1 > stage Test > dotnet test > test Checks");
        }
        assertThat(named(spans, "dotnet build").holds(named(spans, "build App")))
                .isTrue();
        assertThat(named(spans, "build Core").span().getEndTimeUnixNano())
                .as("App needs Core")
                .isLessThanOrEqualTo(named(spans, "build App").span().getEndTimeUnixNano());
        assertThat(named(spans, "BUILD Traced one").holds(named(spans, "task build")))
                .isTrue();
    }

    private static void assertAttributes(List<ReceivedSpan> spans, Build build) {
        var root = named(spans, "BUILD Traced one");
        assertThat(root.service()).isEqualTo("build-server");
        assertThat(root.attribute("cicd.pipeline.run.id")).isEqualTo(build.id());
        assertThat(root.attribute("cicd.pipeline.result")).isEqualTo("success");
        assertThat(root.attribute("build.project")).isEqualTo("Traced one");
        assertThat(root.attribute("build.executionId")).isEqualTo(build.id());
        assertThat(root.attribute("build.success")).isEqualTo("true");
        assertThat(named(spans, "attempt 1").attribute("cicd.worker.id")).isNotEmpty();
        assertThat(named(spans, "build Core").service()).isEqualTo("build-agent");
        assertThat(named(spans, "build Core").attribute("cicd.pipeline.task.type"))
                .isEqualTo("build");
    }

    private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in "
                        + spans.stream().map(ReceivedSpan::name).toList()));
    }

    private static String path(ReceivedSpan span, Map<String, ReceivedSpan> byId) {
        var parent = byId.get(span.parentId());
        return parent == null ? span.name() : path(parent, byId) + " > " + span.name();
    }

    private static String place(String log) {
        var found = Pattern.compile("place=(\\S+)").matcher(log);
        assertThat(found.find()).as(log).isTrue();
        return found.group(1);
    }

    private static Map<String, String> files(Dotnet dotnet) {
        var files = new HashMap<>(Map.of(
                "Core/Core.csproj",
                project(dotnet, "<OutputType>Library</OutputType>", ""),
                "Core/Core.cs",
                "namespace Core; public static class Numbers { public static int Two => 2; }\n",
                "App/App.csproj",
                project(dotnet, "<OutputType>Exe</OutputType>", """
                        <ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup>
                        <Target Name="Place" BeforeTargets="CoreCompile">
                          <Exec Command="echo place=$TRACEPARENT token=$(ApiToken)" />
                        </Target>"""),
                "App/Program.cs",
                "System.Console.WriteLine(Core.Numbers.Two);\n"));
        if (dotnet.canTest()) {
            files.put("Checks/Checks.csproj", project(dotnet, "<IsPackable>false</IsPackable>", """
                    <ItemGroup>
                      <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                      <PackageReference Include="xunit" Version="2.9.3" />
                      <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                      <ProjectReference Include="../Core/Core.csproj" />
                    </ItemGroup>"""));
            files.put(
                    "Checks/Checks.cs",
                    "public class Checks { [Xunit.Fact] public void Two() => Xunit.Assert.Equal(2, Core.Numbers.Two); }\n");
        }
        var projects = dotnet.canTest() ? List.of("App", "Checks", "Core") : List.of("App", "Core");
        files.put(
                "Traced.slnx",
                "<Solution>\n"
                        + String.join(
                                "",
                                projects.stream()
                                        .map(name -> "<Project Path=\"%1$s/%1$s.csproj\" />\n".formatted(name))
                                        .toList())
                        + "</Solution>\n");
        return files;
    }

    private static String project(Dotnet dotnet, String properties, String more) {
        return """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework>%s</PropertyGroup>
                  %s
                </Project>
                """.formatted(dotnet.framework(), properties, more);
    }
}
