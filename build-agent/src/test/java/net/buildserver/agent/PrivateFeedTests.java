package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.domain.stage.BuildStageStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build takes its packages from a source with a password instead of the repository's own, and what the source tells counts. */
class PrivateFeedTests {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    @Test
    void sourceOfTheBuildIsAskedWithItsPasswordWhichIsNowhereToBeFound() throws Exception {
        Optional<TestSdk> sdk = TestSdk.find();
        assumeTrue(sdk.isPresent(), "needs a .NET SDK");
        GitRepository repository = repository();
        Path work = folder.resolve("agent");
        try (PackageFeed feed = new PackageFeed("ann", PASSWORD);
                FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), work, settings(sdk.get()))) {
            Recording canary = server.submit(Jobs.of(repository.url())
                    .canary()
                    .solution("Lib/Lib.csproj")
                    .properties(Map.of("BuildServerNuGetSources", feed.url(), "BuildServerLicences", "MIT;Apache-2.0"))
                    .assignment());

            assertThat(canary.awaitFinish(LIMIT).errorMessage())
                    .as(canary.logText())
                    .startsWith("Verify failed: the canary is not to be followed: ")
                    .contains("vulnerabilities: Known.Weak 1.0.0 (high, https://example.com/advisory)")
                    .contains("licences: known.weak 1.0.0 is under GPL-3.0-only");
            assertThat(canary.lastStages().get("Restore").status()).isEqualTo(BuildStageStatus.Succeeded);
            assertThat(canary.lastStages().get("Upload").status()).isEqualTo(BuildStageStatus.Skipped);
            assertThat(canary.declared).isEmpty();
            assertThat(canary.finish.tasks()).isEmpty();
            assertThat(canary.logText() + agent.log()).doesNotContain(PASSWORD);
            assertThat(holding(work, PASSWORD)).isEmpty();
        }
    }

    private GitRepository repository() throws IOException, InterruptedException {
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        repository
                .write("nuget.config", """
                        <configuration><packageSources><clear /><add key="away" value="https://nowhere.invalid/v3/index.json" />
                        </packageSources></configuration>
                        """)
                .write("Lib/Lib.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                          <ItemGroup><PackageReference Include="Known.Weak" Version="1.0.0" /></ItemGroup>
                        </Project>
                        """)
                .write("Lib/Lib.cs", "public class Lib { }\n")
                .commit("First");
        return repository;
    }

    private static Map<ConfigKey, List<String>> settings(TestSdk sdk) {
        Map<ConfigKey, List<String>> settings = new EnumMap<>(ConfigKey.class);
        settings.put(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()));
        // From inside a sandbox a server of the machine itself is not to be reached.
        settings.put(ConfigKey.SANDBOX, List.of("process"));
        settings.put(
                ConfigKey.BUILD_ENV,
                List.of("NuGetPackageSourceCredentials_source1=Username=ann;Password=" + PASSWORD));
        return settings;
    }

    private static List<Path> holding(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> latin(file).contains(text))
                    .toList();
        }
    }

    private static String latin(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
