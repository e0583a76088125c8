package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

/**
 * A solution in layers whose projects take time without taking a processor: a source generator sleeps while they are compiled,
 * as long as a file of each project says. So they can be cached like any other, and agents on one machine do not slow each other.
 */
final class SleepingSolution {

    static final String SOLUTION = "Sleeping.slnx";

    /** A source of every project, so that all are built when it changes. */
    static final String SHARED = "Shared.cs";

    private static final int PER_LAYER = 10;

    private SleepingSolution() {}

    /**
     * Writes the solution.
     *
     * @param most how long a project sleeps at most, in seconds; none sleeps less than half of it
     * @param dotnet builds the generator
     */
    static void write(Path root, int projects, int most, DotnetRuns dotnet) throws IOException {
        var random = new Random(3);
        Files.copy(
                generator(dotnet),
                Files.createDirectories(root.resolve("tools")).resolve("Sleeper.dll"));
        var solution = new StringBuilder("<Solution>\n");
        // As people's solutions, and those of the corpus: more projects make more layers.
        var layers = Math.max(1, projects / PER_LAYER);
        var perLayer = projects / layers;
        for (var number = 0; number < projects; number++) {
            var name = "P" + number;
            var layer = Math.min(number / perLayer, layers - 1);
            var needs = new ArrayList<String>();
            for (var n = 0; n < 2 && layer > 0; n++) {
                needs.add("<ProjectReference Include=\"../P%1$d/P%1$d.csproj\" />"
                        .formatted((layer - 1) * perLayer + random.nextInt(perLayer)));
            }
            file(root, name + "/" + name + ".csproj", """
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                      <ItemGroup>
                        %s<Analyzer Include="../tools/Sleeper.dll" /><AdditionalFiles Include="sleep.txt" />
                        <Compile Include="../Shared.cs" Link="Shared.cs" />
                      </ItemGroup>
                    </Project>
                    """.formatted(
                            String.join("", needs.stream().distinct().toList())));
            file(root, name + "/Number.cs", "namespace %s; public class Number { }%n".formatted(name));
            file(root, name + "/sleep.txt", String.valueOf(most * 500 + random.nextInt(most * 500)));
            solution.append("  <Project Path=\"%1$s/%1$s.csproj\" />%n".formatted(name));
        }
        file(root, SHARED, "static class Stamp { }\n");
        file(root, SOLUTION, solution.append("</Solution>\n").toString());
    }

    private static Path generator(DotnetRuns dotnet) throws IOException {
        var folder = Files.createTempDirectory("sleeper").toRealPath();
        file(folder, "Sleeper.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(CorpusSolution.roslyn("Microsoft.CodeAnalysis")));
        file(folder, "Sleeper.cs", """
                using Microsoft.CodeAnalysis;
                [Generator]
                public sealed class Sleeper : IIncrementalGenerator
                {
                    public void Initialize(IncrementalGeneratorInitializationContext context)
                    {
                        var times = context.AdditionalTextsProvider.Select((text, cancel) => text.GetText(cancel).ToString());
                        context.RegisterSourceOutput(times, (output, time) => System.Threading.Thread.Sleep(int.Parse(time)));
                    }
                }
                """);
        dotnet.build(folder, "Sleeper.csproj", line -> {});
        return folder.resolve("bin/Debug/net10.0/Sleeper.dll");
    }

    private static void file(Path root, String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
