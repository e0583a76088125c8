package net.buildserver.verification.endtoend;

import java.util.Map;

/** A library, a program with a package, and tests: what a canary needs. */
final class ReleasedSolution {

    static final String PATH = "Released.slnx";
    static final String PROGRAM = "App/Program.cs";
    static final String TESTS = "Lib.Tests/Tests.cs";

    private ReleasedSolution() {}

    static Map<String, String> files(Dotnet dotnet) {
        return Map.of(
                PATH,
                """
                <Solution>
                  <Project Path="App/App.csproj" />
                  <Project Path="Lib/Lib.csproj" />
                  <Project Path="Lib.Tests/Lib.Tests.csproj" />
                </Solution>
                """,
                "Lib/Lib.csproj",
                project(dotnet, "", ""),
                "Lib/Lib.cs",
                "namespace Lib; public static class Answer { public static int Value => 42; }\n",
                "App/App.csproj",
                project(dotnet, "<OutputType>Exe</OutputType>", """
                        <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
                        <ProjectReference Include="../Lib/Lib.csproj" />"""),
                PROGRAM,
                program(""),
                "Lib.Tests/Lib.Tests.csproj",
                project(dotnet, "", """
                        <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                        <PackageReference Include="xunit" Version="2.9.3" />
                        <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                        <ProjectReference Include="../Lib/Lib.csproj" />"""),
                TESTS,
                tests(""));
    }

    /** The program with more statements. */
    static String program(String statements) {
        return "System.Console.WriteLine(Newtonsoft.Json.JsonConvert.SerializeObject(Lib.Answer.Value));\n"
                + statements;
    }

    /** The tests with another one. */
    static String tests(String more) {
        return """
                namespace Lib.Tests;
                public class Tests
                {
                    [Xunit.Fact] public void Answers() => Xunit.Assert.Equal(42, Answer.Value);
                    [Xunit.Fact(Skip = "later")] public void Asks() { }
                    %s
                }
                """.formatted(more);
    }

    private static String project(Dotnet dotnet, String property, String items) {
        return """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>%s</TargetFramework>%s</PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(dotnet.framework(), property, items);
    }
}
