package net.buildserver.agent;

import java.io.IOException;
import java.nio.file.Path;

/** A small solution: a library, a program, a test project. */
public final class DemoSolution {
    private static final String PROJECT_TYPE = "{9A19103F-16F7-4668-BE54-9A1E7A4F7556}";

    private DemoSolution() {}

    public static GitRepository create(Path folder) throws IOException, InterruptedException {
        GitRepository repository = GitRepository.create(folder);
        repository
                .write(".gitignore", "bin/\nobj/\n")
                .write("Demo.sln", solution("Greeter", "App", "Greeter.Tests"))
                .write("Greeter/Greeter.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
                        </Project>
                        """)
                .write("Greeter/Greeting.cs", """
                        namespace Greeter;
                        public class Greeting
                        {
                            public string Name { get; set; }
                            public static string For(string name) => "Hello, " + name + "!";
                        }
                        """)
                .write("App/App.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                          <ItemGroup><ProjectReference Include="../Greeter/Greeter.csproj" /></ItemGroup>
                        </Project>
                        """)
                .write("App/Program.cs", "System.Console.WriteLine(Greeter.Greeting.For(\"world\"));\n")
                .write("Greeter.Tests/Greeter.Tests.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework><IsPackable>false</IsPackable></PropertyGroup>
                          <ItemGroup>
                            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                            <PackageReference Include="xunit" Version="2.9.3" />
                            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                            <PackageReference Include="coverlet.collector" Version="6.0.4" />
                            <ProjectReference Include="../Greeter/Greeter.csproj" />
                          </ItemGroup>
                        </Project>
                        """)
                .write("Greeter.Tests/GreetingTests.cs", """
                        using Xunit;
                        namespace Greeter.Tests;
                        public class GreetingTests
                        {
                            [Theory] [InlineData("Ada")] [InlineData("Grace")]
                            public void Names_are_greeted(string name) => Assert.Equal("Hello, " + name + "!", Greeting.For(name));
                            [Fact(Skip = "not today")] public void Skipped() { }
                        }
                        """);
        return repository;
    }

    private static String solution(String... projects) {
        StringBuilder text = new StringBuilder("\nMicrosoft Visual Studio Solution File, Format Version 12.00\n");
        StringBuilder configurations = new StringBuilder();
        for (int i = 0; i < projects.length; i++) {
            String id = "{00000000-0000-0000-0000-00000000000" + (i + 1) + "}";
            text.append("Project(\"")
                    .append(PROJECT_TYPE)
                    .append("\") = \"")
                    .append(projects[i])
                    .append("\", \"");
            text.append(projects[i])
                    .append('\\')
                    .append(projects[i])
                    .append(".csproj\", \"")
                    .append(id)
                    .append("\"\nEndProject\n");
            configurations.append("\t\t").append(id).append(".Release|Any CPU.ActiveCfg = Release|Any CPU\n");
            configurations.append("\t\t").append(id).append(".Release|Any CPU.Build.0 = Release|Any CPU\n");
        }
        text.append("Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n");
        text.append("\t\tRelease|Any CPU = Release|Any CPU\n\tEndGlobalSection\n");
        text.append("\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n")
                .append(configurations);
        return text.append("\tEndGlobalSection\nEndGlobal\n").toString();
    }
}
