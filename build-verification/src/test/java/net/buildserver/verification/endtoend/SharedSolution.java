package net.buildserver.verification.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three libraries that do not need each other, a program, and two test projects that cover half of the lines each. */
final class SharedSolution {

    static final String PATH = "Shared.slnx";

    private static final List<String> LIBRARIES = List.of("One", "Two", "Three");

    private final Dotnet dotnet;

    SharedSolution(Dotnet dotnet) {
        this.dotnet = dotnet;
    }

    Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        var solution = new StringBuilder("<Solution>\n  <Project Path=\"App/App.csproj\" />\n");
        for (var name : LIBRARIES) {
            project(files, name, "", List.of());
            files.put(name + "/" + name + ".cs", """
                    namespace %1$s;
                    public static class Of%1$s
                    {
                        public static int Value => 1;
                        public static int Other => 1;
                    }
                    """.formatted(name));
            solution.append("  <Project Path=\"%1$s/%1$s.csproj\" />%n".formatted(name));
        }
        project(files, "App", "<OutputType>Exe</OutputType>", LIBRARIES);
        files.put(
                "App/Program.cs",
                "System.Console.WriteLine(One.OfOne.Value + Two.OfTwo.Value + Three.OfThree.Value);\n");
        // Either covers one of the two lines of each library.
        tests(files, "One", "Value");
        tests(files, "Two", "Other");
        for (var name : LIBRARIES.subList(0, 2)) {
            solution.append("  <Project Path=\"%1$s.Tests/%1$s.Tests.csproj\" />%n".formatted(name));
        }
        files.put(PATH, solution.append("</Solution>\n").toString());
        return files;
    }

    private void tests(Map<String, String> files, String name, String line) {
        files.put("%1$s.Tests/%1$s.Tests.csproj".formatted(name), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                    <PackageReference Include="coverlet.collector" Version="6.0.4" />
                    <PackageReference Include="xunit" Version="2.9.3" />
                    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                    <ProjectReference Include="../One/One.csproj" />
                    <ProjectReference Include="../Two/Two.csproj" />
                  </ItemGroup>
                </Project>
                """.formatted(dotnet.framework()));
        files.put("%1$s.Tests/Tests.cs".formatted(name), """
                namespace %1$s.Tests;
                public class Small { [Xunit.Fact] public void %1$sIsOne() => Xunit.Assert.Equal(1, One.OfOne.%2$s); }
                public class Other { [Xunit.Fact] public void %1$sAgain() => Xunit.Assert.Equal(1, Two.OfTwo.%2$s);
                  [Xunit.Fact] public void %1$sOnceMore() => Xunit.Assert.Equal(1, Two.OfTwo.%2$s); }
                """.formatted(name, line));
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
