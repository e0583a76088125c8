package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Two agents with roots of their own on one server: what one built, the other takes from the shared cache. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedCacheBuildTests {

    private final Dotnet dotnet = Dotnet.find();
    private final Path folder = Installation.workFolder("cache-" + UUID.randomUUID());
    private RunningServer server;
    private ApiClient api;
    private JoinedAgent other;
    private Repository repository;

    @BeforeAll
    void startSystem() {
        repository = Repository.of(folder.resolve("repository"), files());
        server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        api = server.admin();
    }

    @AfterAll
    void stopSystem() {
        if (other != null) {
            other.close();
        }
        api.close();
        server.close();
    }

    @Test
    void secondAgentTakesEverythingAndTheBuildOutlivesTheLossOfEveryPack() throws IOException {
        var first = succeed(false);
        assertHits(first, 0, 4);
        switchToOtherAgent();

        var second = succeed(false);
        assertHits(second, 4, 0);
        assertThat(projects(second)).allSatisfy(project -> {
            assertThat(project.path("sourceBuild").asString()).isEqualTo(first.id());
            assertThat(project.path("agent").asString()).isEqualTo(other.id());
        });
        assertThat(second.log())
                .contains("NuGet packages from the shared cache")
                .contains("Restore is up to date")
                .contains("1 cached results of build " + first.id());
        assertThat(second.tests().path("items"))
                .hasSize(1)
                .allSatisfy(
                        test -> assertThat(test.path("cachedFrom").asString()).isEqualTo(first.id()));
        assertThat(first.tests().at("/items/0/cachedFrom").isMissingNode()).isTrue();
        assertThat(digests(second)).as(second.log()).isNotEmpty().isEqualTo(digests(first));
        assertThat(graph(second).get("App/App.csproj")).contains("Text/Text.csproj");

        var clean = succeed(true);
        assertHits(clean, 0, 4);
        assertThat(outputs(clean)).isEqualTo(outputs(first));

        // Neither this agent nor the store has a pack any more; the index still says otherwise.
        deletePacks(other.workDir().resolve("cache/store/packs"));
        deletePacks(folder.resolve("data/store/build-server/cache"));
        var without = succeed(false);
        assertHits(without, 0, 4);
        assertThat(without.log()).contains("A shared pack of");
        assertThat(outputs(without)).isEqualTo(outputs(first));

        deletePacks(other.workDir().resolve("cache/store/packs"));
        var healed = succeed(false);
        assertHits(healed, 4, 0);
        assertThat(projects(healed))
                .allSatisfy(project ->
                        assertThat(project.path("sourceBuild").asString()).isEqualTo(without.id()));
        assertVerified();
    }

    private void assertVerified() {
        var build = submit(
                order().with("strategy", "Cached").job("buildProperties", Map.of("BuildServerVerifyPercent", "100")));
        assertThat(build.log())
                .contains("Verified App/App.csproj@", "Verified Core/Core.csproj@")
                .contains("built again, it is the same as in build");
        assertThat(build.log()).doesNotContain("it is not the same");
        assertThat(api.get("/api/v1/cache/distrusted").path("items")).isEmpty();
    }

    private void switchToOtherAgent() {
        var local = api.get("/api/v1/agents").at("/agents/0/agentId").asString();
        api.post("/api/v1/agents/" + local + "/maintenance", Map.of("enabled", true), 200);
        other = JoinedAgent.join(server, api, dotnet, folder.resolve("elsewhere/other-agent"), "other-agent");
    }

    private Build succeed(boolean forceClean) {
        return submit(order().with("strategy", "Cached").with("forceClean", forceClean));
    }

    private BuildOrder order() {
        return BuildOrder.of(repository, "Shared.slnx");
    }

    private Build submit(BuildOrder order) {
        var build = Build.submit(api, order);
        var ended = build.await();
        assertThat(ended.path("status").asString())
                .as(ended.toPrettyString() + build.log())
                .isEqualTo("Succeeded");
        return build;
    }

    private void assertHits(Build build, int hits, int misses) {
        assertThat(projects(build).stream()
                        .filter(project -> project.path("hit").asString().equals("Full")))
                .as(build.log())
                .hasSize(hits);
        assertThat(projects(build).stream()
                        .filter(project -> project.path("hit").asString().equals("Miss")))
                .hasSize(misses);
    }

    private List<JsonNode> projects(Build build) {
        return api.get("/api/v1/builds/" + build.id() + "/projects")
                .path("items")
                .valueStream()
                .toList();
    }

    /** Returns each project's dependencies, by the paths of their files; a restore makes indirect ones direct. */
    private Map<String, List<String>> graph(Build build) {
        var edges = new TreeMap<String, List<String>>();
        api.get("/api/v1/builds/" + build.id() + "/graph")
                .path("nodes")
                .forEach(node -> edges.put(
                        path(node.path("name").asString()),
                        node.path("dependencies")
                                .valueStream()
                                .map(dependency -> path(dependency.asString()))
                                .toList()));
        return edges;
    }

    private static String path(String name) {
        return name.replaceAll("@.*", "");
    }

    private static Map<String, String> digests(Build build) {
        var digests = new TreeMap<String, String>();
        build.artifacts()
                .forEach(artifact -> digests.put(
                        artifact.path("path").asString(),
                        artifact.path("sha256Hash").asString()));
        return digests;
    }

    /** Returns the digests of what was built; the reports of tests that ran again tell other times. */
    private static Map<String, String> outputs(Build build) {
        var digests = digests(build);
        digests.keySet().removeIf(path -> path.startsWith("test-results/"));
        return digests;
    }

    private static void deletePacks(Path below) {
        assertThat(below).isDirectory();
        try (var files = Files.walk(below)) {
            var packs = files.filter(Files::isRegularFile).toList();
            assertThat(packs).isNotEmpty();
            for (var pack : packs) {
                Files.delete(pack);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        project(files, "Core", "", "namespace Core; public static class Numbers { public static int Two => 2; }");
        project(
                files,
                "Text",
                "Core",
                "namespace Text; public static class Words { public static string Two => $\"{Core.Numbers.Two}\"; }");
        project(files, "App", "Text", "System.Console.WriteLine(Text.Words.Two);");
        files.put("Checks/Checks.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework><IsPackable>false</IsPackable></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                    <PackageReference Include="xunit" Version="2.9.3" />
                    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                    <ProjectReference Include="../Core/Core.csproj" />
                  </ItemGroup>
                </Project>
                """.formatted(dotnet.framework()));
        files.put(
                "Checks/Checks.cs",
                "public class Checks { [Xunit.Fact] public void Two() => Xunit.Assert.Equal(2, Core.Numbers.Two); }");
        files.put("Shared.slnx", """
                <Solution>
                  <Project Path="App/App.csproj" />
                  <Project Path="Checks/Checks.csproj" />
                  <Project Path="Core/Core.csproj" />
                  <Project Path="Text/Text.csproj" />
                </Solution>
                """);
        return files;
    }

    private void project(Map<String, String> files, String name, String needs, String source) {
        var reference = needs.isEmpty() ? "" : "<ProjectReference Include=\"../%1$s/%1$s.csproj\" />".formatted(needs);
        files.put("%1$s/%1$s.csproj".formatted(name), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>%s</TargetFramework><OutputType>%s</OutputType>
                  </PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(
                        dotnet.framework(), name.equals("App") ? "Exe" : "Library", reference));
        files.put("%1$s/%1$s.cs".formatted(name), source + "\n");
    }
}
