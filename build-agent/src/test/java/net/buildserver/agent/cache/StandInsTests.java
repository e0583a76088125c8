package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.buildserver.agent.TestSdk;
import net.buildserver.domain.cache.HitKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a program that references libraries in place, with the real SDK, and looks at which of them MSBuild asks anything. */
class StandInsTests {
    private static final String LIBRARY = "<TargetFramework>net10.0</TargetFramework>";

    @TempDir
    private Path folder;

    private CachingAgent agent;
    private Path root;

    @BeforeEach
    void write() throws IOException {
        Optional<TestSdk> sdk = TestSdk.find();
        assumeTrue(sdk.isPresent() && sdk.get().feed().isPresent(), "needs a .NET SDK and the package feed");
        agent = new CachingAgent(folder.resolve("agent"), TestSdk.packages(), sdk.get());
        root = folder.resolve("repository");
        file("Directory.Build.targets", """
                <Project>
                  <Target Name="Asked" BeforeTargets="GetTargetFrameworks;GetTargetPath"><Message Importance="high" Text="asked $(MSBuildProjectName)" /></Target>
                  <Target Name="Seen" BeforeTargets="CoreCompile"><Message Importance="high" Text="seen @(AnnotatedProjects->'%(Identity) %(MSBuildSourceProjectFile)') @(_MSBuildProjectReferenceExistent)" /></Target>
                </Project>
                """);
        project("Base", LIBRARY + "<GenerateDocumentationFile>true</GenerateDocumentationFile>", "");
        file("Base/Words.resx", "<root><data name=\"a\"><value>v</value></data></root>");
        file("Base/Words.de.resx", "<root><data name=\"a\"><value>w</value></data></root>");
        project("Middle", LIBRARY, reference("Base", ""));
        project("Two", "<TargetFrameworks>net10.0;netstandard2.1</TargetFrameworks>", "");
        project("Settings", LIBRARY, "<None Update=\"settings.json\" CopyToOutputDirectory=\"PreserveNewest\" />");
        file("Settings/settings.json", "{}");
        project("OverSettings", LIBRARY, reference("Settings", "PrivateAssets=\"all\""));
        project("Ordered", LIBRARY, "");
        project("Größe 1", LIBRARY, "");
        project("It's odd", LIBRARY + "<AssemblyName>Its</AssemblyName><RootNamespace>Its</RootNamespace>", "");
        project(
                "App",
                LIBRARY + "<OutputType>Exe</OutputType>",
                reference("Two", "")
                        + reference("Middle", "Aliases=\"global,middle\"")
                        + reference("OverSettings", "")
                        + reference("Größe 1", "")
                        + reference("It's odd", "")
                        + reference("Ordered", "ReferenceOutputAssembly=\"false\""));
        file(
                "App/App.cs",
                "System.Console.WriteLine(Middle.Number.Of() + Two.Number.Of() + OverSettings.Number.Of());");
        StringBuilder solution = new StringBuilder("<Solution>\n");
        for (String name :
                List.of("Base", "Middle", "Two", "Settings", "OverSettings", "Ordered", "Größe 1", "It's odd", "App")) {
            solution.append("  <Project Path=\"%1$s/%1$s.csproj\" />\n".formatted(name));
        }
        file(MixedSolution.SOLUTION, solution.append("</Solution>\n").toString());
    }

    @AfterEach
    void endProcesses() {
        if (agent != null) {
            agent.close();
        }
    }

    @Test
    void plainLibrariesInPlaceAreAskedNothingAndOutputsAreThoseOfABuildFromScratch() throws IOException {
        CachedBuildResult first = agent.build(root);
        assertThat(first.exitCode()).as(String.join("\n", agent.lines)).isZero();
        assertThat(asked()).contains("Base", "Middle");

        file(
                "App/App.cs",
                "System.Console.WriteLine(Middle.Number.Of() - Two.Number.Of() - OverSettings.Number.Of());");
        CachedBuildResult changed = agent.build(root);

        assertThat(changed.exitCode()).as(String.join("\n", agent.lines)).isZero();
        assertThat(changed.projects())
                .filteredOn(project -> project.hit() != HitKind.Full)
                .as(String.join("\n", agent.lines))
                .extracting(project -> project.project().path())
                .containsExactly("App/App.csproj");
        assertThat(asked())
                .as(
                        "what copies files, has two frameworks, an odd name or is not referenced as an assembly is asked, as is what needs such a library")
                .contains("Two", "Settings", "OverSettings", "Ordered", "It's odd")
                .doesNotContain("Base", "Middle", "Größe 1");
        assertThat(agent.lines)
                .as("targets of packages see the projects")
                .filteredOn(line -> line.contains("seen ") && line.contains("Middle"))
                .hasSize(1)
                .allMatch(line -> line.split(Pattern.quote(";../Middle/Middle.csproj"), -1).length == 3
                        && !line.contains("stand-ins"));
        Map<String, String> outputs = Outputs.of(root);
        assertThat(outputs.keySet())
                .contains("App/bin/Debug/net10.0/settings.json", "App/bin/Debug/net10.0/de/Base.resources.dll");
        agent.build(root, false);
        assertThat(asked()).contains("Base", "Middle");
        assertThat(outputs).isEqualTo(Outputs.of(root));
    }

    private List<String> asked() {
        return agent.lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("asked "))
                .map(line -> line.substring("asked ".length()))
                .distinct()
                .toList();
    }

    private static String reference(String name, String more) {
        return "<ProjectReference Include=\"../%1$s/%1$s.csproj\" %2$s />".formatted(name, more);
    }

    private void project(String name, String properties, String items) throws IOException {
        file(name + "/" + name + ".csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>%s</PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(properties, items));
        file(
                name + "/Number.cs",
                "namespace %s { public class Number { public static int Of() { return 1; } } }"
                        .formatted(name.replaceAll("[^A-Za-z]", "")));
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
