package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Three agents share one build: slices, shards of the tests, one result; the loss of an agent costs its part only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributedBuildTests {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> LIBRARIES = List.of("One", "Two", "Three");

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("distributed-" + UUID.randomUUID());
    private RunningServer server;
    private ApiClient api;
    private JoinedAgent second;
    private JoinedAgent third;
    private Repository repository;

    @BeforeAll
    void startSystem() {
        assumeTrue(dotnet.canTest(), "needs packages for tests");
        repository = Repository.of(folder.resolve("repository"), files());
        server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        api = server.admin();
        second = JoinedAgent.join(server, api, dotnet, folder.resolve("second/agent"), "second-agent");
        third = JoinedAgent.join(server, api, dotnet, folder.resolve("third/agent"), "third-agent");
    }

    @AfterAll
    void stopSystem() {
        if (server != null) {
            second.close();
            third.close();
            api.close();
            server.close();
        }
    }

    @Test
    void agentsShareABuildAndTheLossOfOneCostsItsPartOnly() {
        var shared = submit(false);
        var ended = succeed(shared);

        var tasks = tasks(shared);
        assertThat(agents(tasks)).as(ended.toPrettyString()).hasSizeGreaterThan(1);
        assertThat(kinds(tasks)).contains("plan", "slice", "tests", "finish");
        assertResult(shared, ended);
        assertThat(digests(shared)).as(shared.log()).isNotEmpty();

        var alone = submit(true);
        assertThat(kinds(tasks(alone, "finish", "build"))).doesNotContain("slice");
        succeed(alone);
        assertThat(digests(alone)).isEqualTo(digests(shared));

        var wounded = submit(false, Map.of("forceClean", true));
        var task = Eventually.find("a slice on an agent that can be killed", LIMIT, () -> runningSlice(wounded));
        var victim = task.path("agentId").asString().equals(second.id()) ? second : third;
        victim.kill();

        var mended = succeed(wounded);
        assertResult(wounded, mended);
        assertThat(digests(wounded)).isEqualTo(digests(shared));
        assertThat(tasks(wounded)).allSatisfy(one -> {
            assertThat(one.path("state").asString()).isEqualTo("Succeeded");
            var lost = one.path("name").asString().equals(task.path("name").asString());
            assertThat(one.path("attempts").asInt()).as(one.toPrettyString()).isLessThanOrEqualTo(lost ? 3 : 2);
            if (lost) {
                assertThat(one.path("attempts").asInt()).isEqualTo(2);
                assertThat(one.path("agentId").asString()).isNotEqualTo(victim.id());
            }
        });
    }

    private Optional<JsonNode> runningSlice(Build build) {
        return tasks(build).stream()
                .filter(task -> task.path("kind").asString().equals("slice"))
                .filter(task -> task.path("state").asString().equals("Running"))
                .filter(task -> Set.of(second.id(), third.id())
                        .contains(task.path("agentId").asString()))
                .findFirst();
    }

    private void assertResult(Build build, JsonNode ended) {
        assertThat(Build.stages(ended))
                .doesNotHaveDuplicates()
                .contains(
                        "Plan Succeeded", "Build Succeeded", "Test Succeeded", "Package Succeeded", "Upload Succeeded");
        var names = build.tests()
                .path("tests")
                .valueStream()
                .map(test -> test.path("name").asString())
                .toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(6);
        assertThat(api.get("/api/v1/builds/" + build.id() + "/projects")
                        .path("items")
                        .valueStream()
                        .map(project -> project.path("project").asString())
                        .toList())
                .doesNotHaveDuplicates()
                .hasSize(6);
    }

    private Build submit(boolean oneAgent) {
        return submit(oneAgent, Map.of());
    }

    private Build submit(boolean oneAgent, Map<String, Object> more) {
        var order = BuildOrder.of(repository, "Shared.slnx")
                .with("strategy", "Distributed")
                .job("runTests", true)
                .job("publishArtifacts", true)
                .job(
                        "buildProperties",
                        Map.of("BuildServerSliceSeconds", "0", "BuildServerAgents", oneAgent ? "1" : "3"));
        more.forEach(order::with);
        return Build.submit(api, order);
    }

    private static JsonNode succeed(Build build) {
        var ended = build.await();
        assertThat(ended.path("status").asString())
                .as(ended.toPrettyString() + build.log())
                .isEqualTo("Succeeded");
        return ended;
    }

    private List<JsonNode> tasks(Build build) {
        return api.get("/api/v1/builds/" + build.id() + "/tasks")
                .path("items")
                .valueStream()
                .toList();
    }

    /** The tasks, once one of these kinds is there. */
    private List<JsonNode> tasks(Build build, String... kinds) {
        return Eventually.find("tasks of the build " + build.id(), LIMIT, () -> {
            var tasks = tasks(build);
            return kinds(tasks).stream().anyMatch(Set.of(kinds)::contains) ? Optional.of(tasks) : Optional.empty();
        });
    }

    private static Set<String> kinds(List<JsonNode> tasks) {
        return tasks.stream().map(task -> task.path("kind").asString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> agents(List<JsonNode> tasks) {
        return tasks.stream().map(task -> task.path("agentId").asString()).collect(Collectors.toSet());
    }

    private static Map<String, String> digests(Build build) {
        var digests = new LinkedHashMap<String, String>();
        build.artifacts().stream()
                .filter(artifact -> artifact.path("path").asString().startsWith("publish/"))
                .forEach(artifact -> digests.put(
                        artifact.path("path").asString(),
                        artifact.path("sha256Hash").asString()));
        return digests;
    }

    private Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        var solution = new StringBuilder("<Solution>\n  <Project Path=\"App/App.csproj\" />\n");
        for (var name : LIBRARIES) {
            project(files, name, "", List.of());
            files.put(
                    name + "/" + name + ".cs",
                    "namespace %1$s; public static class Of%1$s { public static int Value => 1; }\n".formatted(name));
            solution.append("  <Project Path=\"%1$s/%1$s.csproj\" />%n".formatted(name));
        }
        project(files, "App", "<OutputType>Exe</OutputType>", LIBRARIES);
        files.put(
                "App/Program.cs",
                "System.Console.WriteLine(One.OfOne.Value + Two.OfTwo.Value + Three.OfThree.Value);\n");
        for (var name : LIBRARIES.subList(0, 2)) {
            tests(files, name);
            solution.append("  <Project Path=\"%1$s.Tests/%1$s.Tests.csproj\" />%n".formatted(name));
        }
        files.put("Shared.slnx", solution.append("</Solution>\n").toString());
        return files;
    }

    private void tests(Map<String, String> files, String name) {
        files.put("%1$s.Tests/%1$s.Tests.csproj".formatted(name), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                    <PackageReference Include="xunit" Version="2.9.3" />
                    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                    <ProjectReference Include="../%2$s/%2$s.csproj" />
                  </ItemGroup>
                </Project>
                """.formatted(dotnet.framework(), name));
        files.put("%1$s.Tests/Tests.cs".formatted(name), """
                namespace %1$s.Tests;
                public class Small { [Xunit.Fact] public void %1$sIsOne() => Xunit.Assert.Equal(1, %1$s.Of%1$s.Value); }
                public class Other { [Xunit.Fact] public void %1$sAgain() => Xunit.Assert.Equal(1, %1$s.Of%1$s.Value);
                  [Xunit.Fact] public void %1$sOnceMore() => Xunit.Assert.Equal(1, %1$s.Of%1$s.Value); }
                """.formatted(name));
    }

    private void project(Map<String, String> files, String name, String property, List<String> needs) {
        var references = needs.stream()
                .map("<ProjectReference Include=\"../%1$s/%1$s.csproj\" />"::formatted)
                .collect(Collectors.joining());
        files.put("%1$s/%1$s.csproj".formatted(name), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework>%s</PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(dotnet.framework(), property, references));
    }
}
