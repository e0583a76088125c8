package net.buildserver.verification.endtoend;

import java.util.LinkedHashMap;
import java.util.Map;

/** A console application in one project that needs no package, so that it builds everywhere and fast. */
final class SmallSolution {

    static final String PROJECT = "App/App.csproj";

    private final Map<String, String> files = new LinkedHashMap<>();
    private String items = "";
    private String program =
            "internal static class Program { private static void Main() => System.Console.WriteLine(42); }\n";

    /** Waits inside the build, so that a test can do something to it meanwhile. */
    SmallSolution thatTakes(int seconds) {
        items += "<Target Name=\"Wait\" BeforeTargets=\"CoreCompile\"><Exec Command=\"sleep %d\" /></Target>"
                .formatted(seconds);
        return this;
    }

    SmallSolution thatNeeds(String packageId, String version) {
        items += "<ItemGroup><PackageReference Include=\"%s\" Version=\"%s\" /></ItemGroup>"
                .formatted(packageId, version);
        return this;
    }

    SmallSolution withProgram(String text) {
        program = text;
        return this;
    }

    Map<String, String> files(Dotnet dotnet) {
        files.put(PROJECT, """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>%s</TargetFramework></PropertyGroup>
                  %s
                </Project>
                """.formatted(dotnet.framework(), items));
        files.put("App/Program.cs", program);
        return files;
    }
}
