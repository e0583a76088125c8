package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a solution in layers with projects of most kinds: libraries for one and for two frameworks, linked files, friends,
 * copied files, embedded resources, satellites, a source generator with an analyzer, a Razor library, a web application, a
 * program, and tests with an analyzer from a package.
 */
final class CorpusSolution {

    static final String SOLUTION = "Corpus.slnx";

    private static final int LEAST_WIDTH = 6;
    // Like solutions that people have: more projects make layers wider, not a chain longer.
    private static final int LAYERS = 10;

    private final Path root;
    private final int width;
    private final List<String> projects = new ArrayList<>();

    private CorpusSolution(Path root, int size) {
        this.root = root;
        this.width = Math.max(LEAST_WIDTH, size / LAYERS);
    }

    /**
     * Writes a solution.
     *
     * @param size number of projects, at least 8
     * @param tests whether there are packages for a test project
     */
    static void write(Path root, int size, boolean tests) throws IOException {
        var solution = new CorpusSolution(root, size);
        solution.shared();
        solution.generator();
        var libraries = size - (tests ? 5 : 4);
        for (var i = 0; i < libraries; i++) {
            solution.library(i, tests);
        }
        solution.applications(libraries - 1, tests);
        var text = new StringBuilder("<Solution>\n  <Folder Name=\"/all of them/\">\n");
        solution.projects.forEach(project -> text.append("    <Project Path=\"%s\" />%n".formatted(project)));
        solution.file(SOLUTION, text.append("  </Folder>\n</Solution>\n").toString());
    }

    private void shared() throws IOException {
        file(
                "Directory.Build.props",
                "<Project><PropertyGroup><LangVersion>latest</LangVersion><Nullable>enable</Nullable>"
                        + "<ImplicitUsings>disable</ImplicitUsings></PropertyGroup></Project>\n");
        file(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CS0219.severity = warning\n");
        file("linked/Linked.cs", "namespace Linked { static class Text { public static int Of() { return 1; } } }\n");
        file(".gitignore", "bin/\nobj/\n");
    }

    // The compiler's own assemblies are those of the SDK, so that no package is needed.
    private void generator() throws IOException {
        project(
                "Generator",
                "Microsoft.NET.Sdk",
                "<TargetFramework>net10.0</TargetFramework><EnforceExtendedAnalyzerRules>true</EnforceExtendedAnalyzerRules>",
                roslyn("Microsoft.CodeAnalysis") + roslyn("Microsoft.CodeAnalysis.CSharp"));
        file("Generator/Lengths.cs", """
                using Microsoft.CodeAnalysis;
                namespace Generator
                {
                    [Generator]
                    public sealed class Lengths : IIncrementalGenerator
                    {
                        const int Factor = 3;
                        public void Initialize(IncrementalGeneratorInitializationContext context)
                        {
                            var lengths = context.AdditionalTextsProvider.Select((text, cancel) => text.GetText(cancel)!.Length);
                            context.RegisterSourceOutput(lengths, (output, length) => output.AddSource("Text.g.cs",
                                "static class Text { public static int Length() { return " + length * Factor + "; } }"));
                        }
                    }
                }
                """);
        file("Generator/Rule.cs", """
                using System.Collections.Immutable;
                using Microsoft.CodeAnalysis;
                using Microsoft.CodeAnalysis.Diagnostics;
                namespace Generator
                {
                    [DiagnosticAnalyzer(LanguageNames.CSharp)]
                    public sealed class Rule : DiagnosticAnalyzer
                    {
                        static readonly DiagnosticDescriptor Extra =
                            new("CORPUS1", "Extra", "{0} is not needed", "Corpus", DiagnosticSeverity.Warning, true);
                        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Extra);
                        public override void Initialize(AnalysisContext context)
                        {
                            context.EnableConcurrentExecution();
                            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                            context.RegisterSymbolAction(symbol =>
                            {
                                if (symbol.Symbol.Name == "Extra")
                                    symbol.ReportDiagnostic(Diagnostic.Create(Extra, symbol.Symbol.Locations[0], "Extra"));
                            }, SymbolKind.NamedType);
                        }
                    }
                }
                """);
    }

    /** Returns a reference to an assembly of the SDK's own compiler. */
    static String roslyn(String assembly) {
        return "<Reference Include=\"%s\" HintPath=\"$(MSBuildToolsPath)/Roslyn/bincore/%s.dll\" Private=\"false\" />"
                .formatted(assembly, assembly);
    }

    private void library(int number, boolean packages) throws IOException {
        var generated = number % 10 == 3;
        var references = new StringBuilder();
        var calls = new StringBuilder("1");
        for (var below = number - width; below >= 0 && below > number - width - 3; below--) {
            references.append(reference(below));
            calls.append(" + L%d.Sum.Of()".formatted(below));
        }
        if (number == 1) {
            references.append(reference(0));
            calls.append(" + L0.Sum.Friend()");
        }
        if (generated) {
            calls.append(" + Text.Length()");
            file("L%d/text.txt".formatted(number), "some text");
        }
        // What has no dependencies can be for an older framework too.
        var frameworks = number == 2
                ? "<TargetFrameworks>net10.0;netstandard2.1</TargetFrameworks>"
                : "<TargetFramework>net10.0</TargetFramework>";
        var items = references
                + (generated
                        ? "<ProjectReference Include=\"../Generator/Generator.csproj\" OutputItemType=\"Analyzer\""
                                + " ReferenceOutputAssembly=\"false\" /><AdditionalFiles Include=\"text.txt\" />"
                        : "")
                + (number == 1 && packages
                        ? "<PackageReference Include=\"xunit.analyzers\" Version=\"1.18.0\" PrivateAssets=\"all\" />"
                        : "")
                + (number % 4 == 0 ? "<Compile Include=\"../linked/Linked.cs\" Link=\"Linked.cs\" />" : "")
                + (number == 0
                        ? "<InternalsVisibleTo Include=\"L1\" /><EmbeddedResource Include=\"data.txt\" />"
                                + "<None Update=\"settings0.json\" CopyToOutputDirectory=\"PreserveNewest\" />"
                        : "");
        project("L" + number, "Microsoft.NET.Sdk", frameworks, items);
        file("L%d/Sum.cs".formatted(number), """
                namespace L%d
                {
                    public static class Sum
                    {
                        public const int Constant = %d;
                        internal static int Friend() { return 2; }
                        public static int Of() { int never = 1; return %s; }
                    }
                }
                """.formatted(number, number, calls));
        file("L%d/Extra.cs".formatted(number), "namespace L%d { class Extra { } }%n".formatted(number));
        if (number == 0) {
            file("L0/data.txt", "data");
            file("L0/settings0.json", "{}");
            file("L0/Words.resx", "<root><data name=\"a\"><value>v</value></data></root>");
            file("L0/Words.de.resx", "<root><data name=\"a\"><value>w</value></data></root>");
        }
    }

    private void applications(int last, boolean tests) throws IOException {
        var top = new StringBuilder();
        var calls = new StringBuilder("0");
        for (var i = Math.max(0, last - width + 1); i <= last; i++) {
            top.append(reference(i));
            calls.append(" + L%d.Sum.Of()".formatted(i));
        }
        project(
                "App",
                "Microsoft.NET.Sdk",
                "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>",
                top.toString());
        file("App/Program.cs", "System.Console.WriteLine(" + calls + ");\n");
        project(
                "Views",
                "Microsoft.NET.Sdk.Razor",
                "<TargetFramework>net10.0</TargetFramework><AddRazorSupportForMvc>true</AddRazorSupportForMvc>",
                "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />" + reference(0));
        file("Views/Pages/Hello.cshtml", "@page\n<p>@L0.Sum.Of()</p>\n");
        file("Views/wwwroot/views.css", "p { color: red; }\n");
        project(
                "Web",
                "Microsoft.NET.Sdk.Web",
                "<TargetFramework>net10.0</TargetFramework>",
                "<ProjectReference Include=\"../Views/Views.csproj\" />" + reference(last));
        file(
                "Web/Program.cs",
                "var app = Microsoft.AspNetCore.Builder.WebApplication.Create(args); app.Run();\n"
                        + "class Answers { int Number = L%d.Sum.Of(); }%n".formatted(last));
        file("Web/appsettings.json", "{}");
        file("Web/wwwroot/site.js", "1;\n");
        if (tests) {
            project(
                    "Tests",
                    "Microsoft.NET.Sdk",
                    "<TargetFramework>net10.0</TargetFramework>",
                    reference(last) + "<PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"18.0.1\" />"
                            + "<PackageReference Include=\"xunit\" Version=\"2.9.3\" />"
                            + "<PackageReference Include=\"xunit.runner.visualstudio\" Version=\"3.1.5\" />");
            file(
                    "Tests/SumTests.cs",
                    "public class SumTests { [Xunit.Fact] public void Adds() { Xunit.Assert.True(L%d.Sum.Of() > 0); } }%n"
                            .formatted(last));
        }
    }

    private void project(String name, String sdk, String properties, String items) throws IOException {
        var path = "%s/%s.csproj".formatted(name, name);
        projects.add(path);
        file(path, """
                <Project Sdk="%s">
                  <PropertyGroup>%s</PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(sdk, properties, items));
    }

    private static String reference(int number) {
        return "<ProjectReference Include=\"../L%d/L%d.csproj\" />".formatted(number, number);
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
