package net.buildserver.verification.endtoend;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a solution with one project of each kind that the server must be able to build: libraries (one for several
 * frameworks), a Razor library, a web application, and tests in xunit, NUnit and MSTest. Everything derives from {@code size}.
 */
final class GeneratedSolution {

    static final String SOLUTION = "Generated.slnx";

    private static final String FRAMEWORK = "net10.0";

    private final int size;
    private final Map<String, String> files = new TreeMap<>();

    private GeneratedSolution(int size) {
        this.size = size;
    }

    /** Returns the files (path to text) of a solution with {@code size} plain libraries and as many tests a framework. */
    static Map<String, String> files(int size) {
        var solution = new GeneratedSolution(size);
        solution.libraries();
        solution.multiTargetLibrary();
        solution.razorLibrary();
        solution.webApplication();
        solution.tests();
        solution.solution();
        return solution.files;
    }

    private void libraries() {
        for (var i = 1; i <= size; i++) {
            var references = i == 1 ? "" : reference("../Library%d/Library%d.csproj".formatted(i - 1, i - 1));
            project(
                    "src/Library%d/Library%d.csproj".formatted(i, i),
                    "Microsoft.NET.Sdk",
                    "<TargetFramework>%s</TargetFramework>".formatted(FRAMEWORK),
                    references);
            var previous = i == 1 ? "0" : "Library%d.Sum.Of(numbers)".formatted(i - 1);
            files.put("src/Library%d/Sum.cs".formatted(i), """
                    namespace Library%d;

                    /// <summary>Adds, %d times over.</summary>
                    public static class Sum
                    {
                        public static int Of(params int[] numbers) => numbers.Sum() + %s;
                    }
                    """.formatted(i, i, previous));
        }
    }

    private void multiTargetLibrary() {
        project(
                "src/Portable/Portable.csproj",
                "Microsoft.NET.Sdk",
                "<TargetFrameworks>netstandard2.0;%s</TargetFrameworks><IsPackable>true</IsPackable>"
                        .formatted(FRAMEWORK),
                packageReference("Newtonsoft.Json", "13.0.3"));
        files.put("src/Portable/Text.cs", """
                namespace Portable
                {
                    public static class Text
                    {
                        public static string Of(object value) => Newtonsoft.Json.JsonConvert.SerializeObject(value);
                    }
                }
                """);
    }

    private void razorLibrary() {
        project(
                "src/Views/Views.csproj",
                "Microsoft.NET.Sdk.Razor",
                "<TargetFramework>%s</TargetFramework><AddRazorSupportForMvc>true</AddRazorSupportForMvc>"
                        .formatted(FRAMEWORK),
                "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />");
        files.put("src/Views/Views/Shared/Greeting.cshtml", """
                @model string
                <p class="greeting">Hello, @Model</p>
                """);
        files.put("src/Views/wwwroot/greeting.css", ".greeting { color: teal; }\n");
    }

    private void webApplication() {
        project(
                "src/Site/Site.csproj",
                "Microsoft.NET.Sdk.Web",
                "<TargetFramework>%s</TargetFramework>".formatted(FRAMEWORK),
                reference("../Views/Views.csproj")
                        + reference("../Portable/Portable.csproj")
                        + reference("../Library%d/Library%d.csproj".formatted(size, size)));
        files.put("src/Site/Program.cs", """
                var app = WebApplication.CreateBuilder(args).Build();
                app.MapGet("/sum/{a:int}/{b:int}", (int a, int b) => Portable.Text.Of(Library%d.Sum.Of(a, b)));
                app.Run();
                """.formatted(size));
    }

    private void tests() {
        testProject(
                "Xunit",
                packageReference("xunit", "2.9.3") + packageReference("xunit.runner.visualstudio", "3.1.5"),
                "public class SumTests {",
                "[Xunit.Fact]",
                "Xunit.Assert.Equal(%d, Library%d.Sum.Of(1, 2));");
        testProject(
                "Nunit",
                packageReference("NUnit", "4.4.0") + packageReference("NUnit3TestAdapter", "4.6.0"),
                "public class SumTests {",
                "[NUnit.Framework.Test]",
                "NUnit.Framework.Assert.That(Library%2$d.Sum.Of(1, 2), NUnit.Framework.Is.EqualTo(%1$d));");
        testProject(
                "Mstest",
                packageReference("MSTest.TestFramework", "4.5.2") + packageReference("MSTest.TestAdapter", "4.5.2"),
                "[Microsoft.VisualStudio.TestTools.UnitTesting.TestClass] public class SumTests {",
                "[Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod]",
                "Microsoft.VisualStudio.TestTools.UnitTesting.Assert.AreEqual(%d, Library%d.Sum.Of(1, 2));");
    }

    private void testProject(String kind, String packages, String head, String attribute, String assertion) {
        project(
                "tests/%s.Tests/%s.Tests.csproj".formatted(kind, kind),
                "Microsoft.NET.Sdk",
                "<TargetFramework>%s</TargetFramework><IsPackable>false</IsPackable>".formatted(FRAMEWORK),
                packageReference("Microsoft.NET.Test.Sdk", "18.0.1")
                        + packages
                        + reference("../../src/Library%d/Library%d.csproj".formatted(size, size)));
        var text = new StringBuilder("namespace %s.Tests;\n\n%s\n".formatted(kind, head));
        for (var i = 1; i <= size; i++) {
            text.append("    %s public void Adds%d() { %s }\n".formatted(attribute, i, assertion.formatted(3 * i, i)));
        }
        files.put(
                "tests/%s.Tests/SumTests.cs".formatted(kind), text.append("}\n").toString());
    }

    private void solution() {
        var projects = files.keySet().stream()
                .filter(path -> path.endsWith(".csproj"))
                .map("  <Project Path=\"%s\" />\n"::formatted)
                .collect(Collectors.joining());
        files.put(SOLUTION, "<Solution>\n" + projects + "</Solution>\n");
        files.put(".gitignore", "bin/\nobj/\n");
    }

    private void project(String path, String sdk, String properties, String items) {
        files.put(path, """
                <Project Sdk="%s">
                  <PropertyGroup>
                    %s<ImplicitUsings>enable</ImplicitUsings><LangVersion>latest</LangVersion><Nullable>disable</Nullable>
                  </PropertyGroup>
                  <ItemGroup>
                    %s
                  </ItemGroup>
                </Project>
                """.formatted(sdk, properties, items));
    }

    private static String reference(String path) {
        return "<ProjectReference Include=\"%s\" />".formatted(path);
    }

    private static String packageReference(String id, String version) {
        return "<PackageReference Include=\"%s\" Version=\"%s\" />".formatted(id, version);
    }
}
