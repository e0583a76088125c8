package net.buildserver.verification.endtoend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three libraries that do not need each other, a program that needs them, and a test. */
final class TracedSolution {

    static final String PATH = "Traced.slnx";

    private static final List<String> LIBRARIES = List.of("Core", "Extra", "More");

    private final Dotnet dotnet;
    private String target = "";

    TracedSolution(Dotnet dotnet) {
        this.dotnet = dotnet;
    }

    /** Says what its build was given, for which it runs a command, so that no cache takes it. */
    TracedSolution thatSaysWhatItWasGiven() {
        target = """
                <Target Name="Place" BeforeTargets="CoreCompile">
                  <Exec Command="echo place=$TRACEPARENT token=$(ApiToken) deploy=$DEPLOY_TOKEN" />
                </Target>""";
        return this;
    }

    Map<String, String> files() {
        var files = new HashMap<String, String>();
        var solution = new StringBuilder("<Solution>\n").append(entry("App"));
        for (var name : LIBRARIES) {
            files.put(file(name), project("<OutputType>Library</OutputType>", ""));
            files.put(
                    "%1$s/%1$s.cs".formatted(name),
                    "namespace %s; public static class Numbers { public static int Two => 2; }\n".formatted(name));
            solution.append(entry(name));
        }
        files.put(
                file("App"),
                project("<OutputType>Exe</OutputType>", "<ItemGroup>" + references() + "</ItemGroup>" + target));
        files.put(
                "App/Program.cs",
                "System.Console.WriteLine(Core.Numbers.Two + Extra.Numbers.Two + More.Numbers.Two);\n");
        if (dotnet.canTest()) {
            addTests(files);
            solution.append(entry("Checks"));
        }
        files.put(PATH, solution.append("</Solution>\n").toString());
        return files;
    }

    private void addTests(Map<String, String> files) {
        files.put(file("Checks"), project("<IsPackable>false</IsPackable>", """
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

    private static String references() {
        return String.join(
                "",
                LIBRARIES.stream()
                        .map("<ProjectReference Include=\"../%1$s/%1$s.csproj\" />"::formatted)
                        .toList());
    }

    private static String file(String name) {
        return "%1$s/%1$s.csproj".formatted(name);
    }

    private static String entry(String name) {
        return "  <Project Path=\"%s\" />\n".formatted(file(name));
    }

    private String project(String properties, String more) {
        return """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework>%s</PropertyGroup>
                  %s
                </Project>
                """.formatted(dotnet.framework(), properties, more);
    }
}
