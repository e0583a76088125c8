package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A solution with one project of most kinds, small enough to be built in every test run. */
final class MixedSolution {
    static final String SOLUTION = "Mixed.slnx";

    private static final String LIBRARY = "Microsoft.NET.Sdk";
    private final Path root;

    private MixedSolution(Path root) {
        this.root = root;
    }

    static MixedSolution create(Path root) throws IOException {
        MixedSolution solution = new MixedSolution(root);
        solution.core();
        solution.applications();
        solution.write("Directory.Build.props", """
                <Project><PropertyGroup><LangVersion>latest</LangVersion><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>
                """);
        solution.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CS0219.severity = warning\n");
        solution.write(
                "linked/Linked.cs",
                "namespace Linked; static class Text { public static string Of() => \"linked\"; }\n");
        StringBuilder projects = new StringBuilder("<Solution>\n");
        for (String name : List.of("Core", "Lib", "App", "Views", "Web", "Tests")) {
            projects.append("  <Project Path=\"src/%s/%s.csproj\" />\n".formatted(name, name));
        }
        solution.write(SOLUTION, projects.append("</Solution>\n").toString());
        return solution;
    }

    Path root() {
        return root;
    }

    void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }

    void replace(String name, String before, String after) throws IOException {
        String text = Files.readString(root.resolve(name));
        if (!text.contains(before)) {
            throw new IllegalArgumentException(name + " does not contain " + before);
        }
        Files.writeString(root.resolve(name), text.replace(before, after));
    }

    void delete(String name) throws IOException {
        Files.delete(root.resolve(name));
    }

    private void core() throws IOException {
        write("src/Core/Core.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFrameworks>net10.0;netstandard2.1</TargetFrameworks></PropertyGroup>
                  <ItemGroup>
                    <EmbeddedResource Include="data.txt" />
                    <InternalsVisibleTo Include="Lib" />
                    <None Update="core.settings.json" CopyToOutputDirectory="PreserveNewest" />
                  </ItemGroup>
                  <Target Name="Careful" BeforeTargets="CoreCompile"><Warning Code="OWN001" Text="Careful." /></Target>
                </Project>
                """);
        write("src/Core/Core.cs", """
                namespace Core;
                public class Numbers
                {
                    public const int Constant = 1;
                    internal static int Internal() { return 4; }
                    public static string Text() { int never = 1; return "one"; }
                }
                """);
        write("src/Core/Extra.cs", "namespace Core; class Extra { }\n");
        write("src/Core/data.txt", "data");
        write("src/Core/core.settings.json", "{}");
        write("src/Core/Words.resx", "<root><data name=\"a\"><value>v</value></data></root>");
        write("src/Core/Words.de.resx", "<root><data name=\"a\"><value>w</value></data></root>");
        project("Lib", LIBRARY, """
                <TargetFramework>net10.0</TargetFramework>""", """
                <ProjectReference Include="../Core/Core.csproj" />
                <Compile Include="../../linked/Linked.cs" Link="Linked.cs" />
                <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />""");
        write("src/Lib/Lib.cs", """
                namespace Lib;
                public class Sum { public static int Of() => Core.Numbers.Internal() + Core.Numbers.Constant; }
                """);
    }

    private void applications() throws IOException {
        project("App", LIBRARY, """
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>""", """
                <ProjectReference Include="../Lib/Lib.csproj" />""");
        write("src/App/Program.cs", "Console.WriteLine(Lib.Sum.Of() + Core.Numbers.Text());\n");
        project("Views", "Microsoft.NET.Sdk.Razor", """
                <TargetFramework>net10.0</TargetFramework><AddRazorSupportForMvc>true</AddRazorSupportForMvc>""", """
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <ProjectReference Include="../Core/Core.csproj" />""");
        write("src/Views/Pages/Hello.cshtml", "@page\n<p>@Core.Numbers.Text()</p>\n");
        write("src/Views/wwwroot/views.css", "p { color: red; }\n");
        project("Web", "Microsoft.NET.Sdk.Web", """
                <TargetFramework>net10.0</TargetFramework>""", """
                <ProjectReference Include="../Views/Views.csproj" />""");
        write("src/Web/Program.cs", """
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddRazorPages();
                var app = builder.Build();
                app.MapRazorPages();
                app.Run();
                """);
        write("src/Web/appsettings.json", "{}");
        write("src/Web/wwwroot/site.js", "1;\n");
        project("Tests", LIBRARY, """
                <TargetFramework>net10.0</TargetFramework>""", """
                <ProjectReference Include="../Lib/Lib.csproj" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />""");
        write("src/Tests/SumTests.cs", """
                public class SumTests { [Xunit.Fact] public void IsFive() => Xunit.Assert.Equal(5, Lib.Sum.Of()); }
                """);
    }

    private void project(String name, String sdk, String properties, String items) throws IOException {
        write("src/%s/%s.csproj".formatted(name, name), """
                <Project Sdk="%s">
                  <PropertyGroup>%s</PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(sdk, properties, items));
    }
}
