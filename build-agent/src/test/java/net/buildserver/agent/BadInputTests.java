package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a repository is said in a sentence that names the file, and is nobody's fault but the repository's. */
class BadInputTests {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** What the message says, by solution. */
    private static final Map<String, List<String>> BAD = Map.of(
            "cycle.slnx", List.of("MSB4006", ".csproj]", "projects that need each other in a circle"),
            "missing.slnx", List.of("gone/Gone.csproj", "was not found", "[missing.slnx]"),
            "case.slnx", List.of("GOOD/good.csproj", "was not found"),
            "unknown.slnf", List.of("unknown.slnf", "nowhere/X.csproj", "not in the solution"),
            "astray.slnf", List.of("astray.slnf", "none.slnx", "does not exist"),
            "broken.slnf", List.of("Json in solution filter file", "broken.slnf"),
            "broken.slnx", List.of("Unexpected end of file", "[broken.slnx]"),
            "broken.sln", List.of("No file format header found", "[broken.sln]"),
            "twice.slnx", List.of("Project name 'Same' already exists", "[twice.slnx]"),
            "malformed/Good.csproj", List.of("Clone failed: global.json is malformed", "(line 1)"));

    @TempDir
    private Path folder;

    private TestSdk sdk;

    @BeforeEach
    void findSdk() {
        sdk = TestSdk.withFeed();
    }

    @Test
    void whatIsWrongWithARepositoryIsNamed() throws Exception {
        GitRepository repository = repository();
        GitRepository locked = GitRepository.create(folder.resolve("locked"));
        project(locked, "Good");
        locked.write("Good/packages.lock.json", "{ \"version\": ").commit("First");
        GitRepository forged = GitRepository.create(folder.resolve("forged"));
        forged.write("Lib/Lib.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                          <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="13.0.3" /></ItemGroup>
                        </Project>
                        """)
                .write("Lib/packages.lock.json", """
                        {
                          "version": 1,
                          "dependencies": {
                            "net10.0": {
                              "Newtonsoft.Json": {
                                "type": "Direct",
                                "requested": "[13.0.3, )",
                                "resolved": "13.0.3",
                                "contentHash": "%s=="
                              }
                            }
                          }
                        }
                        """.formatted("A".repeat(86)))
                .commit("First");
        try (FakeServer server = new FakeServer();
                RunningAgent _ = RunningAgent.start(server.uri(), folder.resolve("agent"), settings())) {
            Map<String, Recording> all = new LinkedHashMap<>();
            BAD.keySet().forEach(solution -> all.put(solution, submit(server, repository, solution)));
            Recording lock = submit(server, locked, "Good/Good.csproj");
            Recording forgery = submit(server, forged, "Lib/Lib.csproj");
            Recording odd = submit(server, repository, "odd.slnx");
            Recording part = submit(server, repository, "part.slnf");

            for (Map.Entry<String, Recording> one : all.entrySet()) {
                assertRefused(one.getValue(), BAD.getOrDefault(one.getKey(), List.of()));
            }
            assertRefused(lock, List.of("NU1004", "the lock file does not fit the project files"));
            assertRefused(
                    forgery, List.of("NU1403", "a package is not the one that packages.lock.json was written for"));
            assertThat(odd.awaitFinish(LIMIT).outcome()).as(odd.logText()).isEqualTo(AttemptOutcome.Succeeded);
            assertThat(part.awaitFinish(LIMIT).outcome()).as(part.logText()).isEqualTo(AttemptOutcome.Succeeded);
            assertThat(part.logText()).contains("Cache: 0 projects in place, 0 without compiling, 1 built");
            assertThat(odd.diagnostics()).singleElement().satisfies(warning -> {
                assertThat(warning.file()).isEqualTo("od;d, it's (Gr\u00f6\u00dfe) & 100%/Program.cs");
                assertThat(warning.code()).isEqualTo("CS0219");
            });
        }
    }

    private static void assertRefused(Recording recording, List<String> words) throws InterruptedException {
        FinishReport finish = recording.awaitFinish(LIMIT);
        assertThat(finish.errorMessage()).as(recording.logText()).contains(words);
        assertThat(finish.errorMessage()).doesNotContain("   at ", "without naming an error");
        assertThat(finish.failureKind())
                .as(finish.errorMessage())
                .isIn(FailureKind.UserCode, FailureKind.Configuration);
    }

    private static Recording submit(FakeServer server, GitRepository repository, String solution) {
        return server.submit(Jobs.of(repository.url())
                .cached()
                .solution(solution)
                .onlyBuild()
                .assignment());
    }

    private Map<ConfigKey, List<String>> settings() {
        Map<ConfigKey, List<String>> settings = new EnumMap<>(ConfigKey.class);
        settings.put(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()));
        settings.put(ConfigKey.NUGET_SOURCES, List.of(sdk.feed().orElseThrow().toString()));
        settings.put(ConfigKey.NUGET_PACKAGES, List.of(TestSdk.packages().toString()));
        settings.put(ConfigKey.SLOTS, List.of("2"));
        return settings;
    }

    private GitRepository repository() throws IOException, InterruptedException {
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        for (String name : List.of("Good", "One/Same", "Two/Same", "od;d, it's (Gr\u00f6\u00dfe) & 100%")) {
            project(repository, name);
        }
        project(repository, "A", "../B/B.csproj");
        project(repository, "B", "../A/A.csproj");
        repository
                .write("od;d, it's (Gr\u00f6\u00dfe) & 100%/Program.cs", "class P { void M() { int unused = 1; } }\n")
                .write("cycle.slnx", solution("A/A.csproj", "B/B.csproj"))
                .write("missing.slnx", solution("Good/Good.csproj", "gone/Gone.csproj"))
                .write("case.slnx", solution("GOOD/good.csproj"))
                .write("twice.slnx", solution("One/Same/Same.csproj", "Two/Same/Same.csproj"))
                .write("odd.slnx", solution("od;d, it's (Gr\u00f6\u00dfe) &amp; 100%/App.csproj"))
                .write("unknown.slnf", filter("missing.slnx", "nowhere/X.csproj"))
                .write("pair.slnx", solution("Good/Good.csproj", "One/Same/Same.csproj"))
                .write("part.slnf", filter("pair.slnx", "Good/Good.csproj"))
                .write("astray.slnf", filter("none.slnx", "Good/Good.csproj"))
                .write("broken.slnf", "{\"solution\": {")
                .write("broken.slnx", "<Solution><Project Path=\"Good/Good.csproj\" />")
                .write("broken.sln", "Microsoft Visual Studio Solution File\n")
                .write("malformed/global.json", "{ \"sdk\": {")
                .write("malformed/Good.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />")
                .commit("First");
        return repository;
    }

    private static void project(GitRepository repository, String where, String... needs) throws IOException {
        String name = where.contains(" ") ? "App" : where.substring(where.lastIndexOf('/') + 1);
        StringBuilder references = new StringBuilder();
        for (String needed : needs) {
            references.append("<ProjectReference Include=\"").append(needed).append("\" />");
        }
        repository.write(where + "/" + name + ".csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>%s</ItemGroup>
                </Project>
                """.formatted(references));
    }

    private static String solution(String... projects) {
        StringBuilder text = new StringBuilder("<Solution>\n");
        for (String project : projects) {
            text.append("  <Project Path=\"").append(project).append("\" />\n");
        }
        return text.append("</Solution>\n").toString();
    }

    private static String filter(String solution, String project) {
        return "{\"solution\": {\"path\": \"" + solution + "\", \"projects\": [\"" + project + "\"]}}";
    }
}
