package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a solution of class libraries in layers, each using up to three of the layer below, and one program on top. */
final class LayeredSolution {

    static final String SOLUTION = "Layered.slnx";

    private static final int LAYERS = 5;
    private static final int FILES = 3;
    private static final int METHODS = 20;

    private final Path root;
    private final int libraries;

    private LayeredSolution(Path root, int libraries) {
        this.root = root;
        this.libraries = libraries;
    }

    /** Writes a solution of {@code projects} projects, the last of which is the program. */
    static void write(Path root, int projects) throws IOException {
        new LayeredSolution(root, projects - 1).write();
    }

    /** Changes the body of a method in a library that all others stand on. */
    static void changeLeafBody(Path root) throws IOException {
        replace(root.resolve("Lib000/C0.cs"), "i * 1)", "i * 1 + 7)");
    }

    /** Changes bodies in the given share of {@code projects}, beginning with the program, on which nothing stands. */
    static void changeTop(Path root, int projects, int percent) throws IOException {
        replace(root.resolve("App/Program.cs"), "WriteLine(1", "WriteLine(2");
        for (var library = projects - projects * percent / 100; library < projects - 1; library++) {
            replace(root.resolve(name(library) + "/C0.cs"), "i * 1)", "i * 1 + %d)".formatted(percent));
        }
    }

    /**
     * Gives each library of the highest layer a resource that no compression makes smaller, so that the packs of all hold {@code
     * megabytes} together.
     */
    static void addResources(Path root, int projects, int megabytes) throws IOException {
        Files.writeString(root.resolve("Directory.Build.targets"), """
                <Project><ItemGroup>
                  <EmbeddedResource Include="data.bin" Condition="Exists('data.bin')" />
                </ItemGroup></Project>
                """);
        var libraries = projects - 1;
        var first = (LAYERS - 1) * Math.max(1, libraries / LAYERS);
        var bytes = new byte[(int) (((long) megabytes << 20) / (libraries - first))];
        for (var library = first; library < libraries; library++) {
            new Random(library).nextBytes(bytes);
            Files.write(root.resolve(name(library)).resolve("data.bin"), bytes);
        }
    }

    private static void replace(Path file, String before, String after) throws IOException {
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    /** Adds a method that others can see to that library. */
    static void changeLeafSignature(Path root) throws IOException {
        var added = "public static int Added() { return 1; }\n    public static int V()";
        replace(root.resolve("Lib000/C0.cs"), "public static int V()", added);
    }

    private void write() throws IOException {
        var random = new Random(7);
        var perLayer = Math.max(1, libraries / LAYERS);
        var solution = new StringBuilder("<Solution>\n");
        for (var i = 0; i < libraries; i++) {
            var layer = Math.min(i / perLayer, LAYERS - 1);
            var below = new ArrayList<String>();
            for (var other = (layer - 1) * perLayer; layer > 0 && other < layer * perLayer; other++) {
                below.add(name(other));
            }
            while (below.size() > 3) {
                below.remove(random.nextInt(below.size()));
            }
            library(name(i), below);
            solution.append("  <Project Path=\"%s/%s.csproj\" />%n".formatted(name(i), name(i)));
        }
        var top = new ArrayList<String>();
        for (var i = (LAYERS - 1) * perLayer; i < libraries; i++) {
            top.add(name(i));
        }
        project("App", "<OutputType>Exe</OutputType>", top);
        file("App/Program.cs", "System.Console.WriteLine(" + sum(top, 0) + ");\n");
        solution.append("  <Project Path=\"App/App.csproj\" />\n</Solution>\n");
        file(SOLUTION, solution.toString());
    }

    private void library(String name, List<String> uses) throws IOException {
        project(name, "", uses);
        for (var f = 0; f < FILES; f++) {
            var code = new StringBuilder("namespace %s;%npublic static class C%d%n{%n".formatted(name, f));
            code.append("    public static int V() { return %s; }%n".formatted(sum(uses, f)));
            for (var m = 0; m < METHODS; m++) {
                code.append("    public static int M%d(int x) { var s = new System.Collections.Generic.List<int>(); "
                        .formatted(m));
                code.append("for (int i = 0; i < x; i++) s.Add(i * %d); return s.Count; }%n".formatted(m + 1));
            }
            file(name + "/C" + f + ".cs", code.append("}\n").toString());
        }
    }

    private void project(String name, String property, List<String> uses) throws IOException {
        var references = new StringBuilder();
        for (var used : uses) {
            references.append("<ProjectReference Include=\"../%s/%s.csproj\" />".formatted(used, used));
        }
        file(name + "/" + name + ".csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework>%s</PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(property, references));
    }

    private static String sum(List<String> uses, int file) {
        var sum = new StringBuilder("1");
        uses.forEach(
                used -> sum.append(" + ").append(used).append(".C").append(file).append(".V()"));
        return sum.toString();
    }

    private static String name(int number) {
        return "Lib%03d".formatted(number);
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
