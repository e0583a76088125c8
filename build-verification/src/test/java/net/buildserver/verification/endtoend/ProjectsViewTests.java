package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a build's projects are seen to be built, one after the other. */
class ProjectsViewTests extends BrowserFixture {

    @Test
    void projectIsSeenWhileItIsBuiltAndWhenItIsDone(RunningSystem system) {
        var build = system.submit(BuildOrder.of(Repository.of(system.newFolder(), files(system.dotnet())), "Slow.slnx")
                .with("strategy", "Cached"));
        var page = on(system, "/builds/" + build.id() + "/projects");
        page.script("window.stillHere = true");

        page.await(".graph .node.Building");
        assertThat(title(page, "Building")).isEqualTo(List.of("Core/Core.csproj: being built"));
        assertThat(title(page, "Waiting")).isEqualTo(List.of("App/App.csproj: to be built"));
        assertThat(page.texts("project-graph .legend")).first().asString().contains("being built", "to be built");
        page.awaitText("td .tag", "being built");

        page.await(".graph .node.Miss");
        page.await(".graph .node.Building");
        assertThat(title(page, "Miss")).isEqualTo(List.of("Core/Core.csproj: built"));
        assertThat(title(page, "Building")).isEqualTo(List.of("App/App.csproj: being built"));
        for (var theme : List.of("light", "dark")) {
            page.colours(theme);
            page.screenshot("build-projects-at-work-" + theme);
            assertThat(page.accessibilityViolations()).as(theme).isEmpty();
        }
        page.colours("light");

        page.await(".build-head.Succeeded");
        page.awaitNone(".graph .node.Building");
        assertThat(title(page, "Miss")).hasSize(2);
        assertThat(page.script("return window.stillHere")).isEqualTo(true);
    }

    private static List<String> title(Browser page, String outcome) {
        return page.texts(".graph .node." + outcome + " title").stream()
                .map(text -> text.replaceFirst("@[\\w.]+", ""))
                .toList();
    }

    private static Map<String, String> files(Dotnet dotnet) {
        var project = """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework></PropertyGroup>
                  %s
                  <Target Name="Wait" BeforeTargets="CoreCompile"><Exec Command="sleep 8" /></Target>
                </Project>
                """;
        return Map.of(
                "Slow.slnx",
                "<Solution><Project Path=\"Core/Core.csproj\" /><Project Path=\"App/App.csproj\" /></Solution>",
                "Core/Core.csproj",
                project.formatted(dotnet.framework(), ""),
                "Core/Core.cs",
                "public class Core { }",
                "App/App.csproj",
                project.formatted(
                        dotnet.framework(),
                        "<ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup>"),
                "App/App.cs",
                "public class App : Core { }");
    }
}
