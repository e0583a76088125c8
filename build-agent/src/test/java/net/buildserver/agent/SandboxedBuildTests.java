package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose build looks for what is not its own, built by a whole agent with the real SDK. */
class SandboxedBuildTests {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private TestSdk sdk;

    @BeforeEach
    void findSdk() {
        sdk = TestSdk.find().filter(found -> found.feed().isPresent()).orElse(null);
        assumeTrue(sdk != null, "needs a .NET SDK and the package feed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "needs bubblewrap");
    }

    @Test
    void buildSeesNeitherCredentialNorOtherWorkspacesNorNetwork() throws Exception {
        String log = probe("bubblewrap", Map.of());
        assertThat(log)
                .contains("PROBE ran in /src/App with home /home/build")
                .contains("PROBE no network")
                .doesNotContain("PROBE sees", "PROBE found", "bsac_");
    }

    @Test
    void buildThatAsksForTheNetworkGetsItAndNothingElse() throws Exception {
        String log = probe("bubblewrap", Map.of("BuildServerNetwork", "true"));
        assertThat(log).contains("PROBE has network").doesNotContain("PROBE sees", "PROBE found");
    }

    @Test
    void lowerLevelShowsWhatTheSandboxKeepsAway() throws Exception {
        String log = probe("process", Map.of());
        assertThat(log).contains("PROBE sees", "PROBE has network").doesNotContain("AGENT001");
    }

    private String probe(String level, Map<String, String> properties) throws Exception {
        GitRepository repository = repository();
        Path agentFolder = folder.resolve("agent");
        try (FakeServer server = new FakeServer();
                RunningAgent agent = RunningAgent.start(server.uri(), agentFolder, settings(level))) {
            Map<String, String> all = new java.util.HashMap<>(properties);
            all.put("ProbedAgent", agentFolder.toString());
            all.put("ProbedPort", String.valueOf(server.uri().getPort()));
            Recording recording = server.submit(Jobs.of(repository.url())
                    .solution("App/App.csproj")
                    .properties(all)
                    .onlyBuild()
                    .assignment());
            assertThat(recording.awaitFinish(LIMIT).outcome())
                    .as(recording.logText())
                    .isEqualTo(AttemptOutcome.Succeeded);
            assertThat(agentFolder.resolve("identity.json")).exists();
            assertThat(agent.log()).doesNotContain("ERROR");
            return recording.logText();
        }
    }

    private Map<ConfigKey, List<String>> settings(String level) {
        Map<ConfigKey, List<String>> settings = new EnumMap<>(ConfigKey.class);
        settings.put(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()));
        settings.put(ConfigKey.NUGET_SOURCES, List.of(sdk.feed().orElseThrow().toString()));
        settings.put(ConfigKey.SANDBOX, List.of(level));
        return settings;
    }

    private GitRepository repository() throws IOException, InterruptedException {
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        repository
                .write("App/App.csproj", """
                        <Project Sdk="Microsoft.NET.Sdk">
                          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                          <Target Name="Probe" BeforeTargets="CoreCompile">
                            <Exec Command="sh probe.sh '$(ProbedAgent)' $(ProbedPort)" StandardOutputImportance="high" />
                          </Target>
                        </Project>
                        """)
                .write("App/A.cs", "class A { }\n")
                .write("App/probe.sh", """
                        echo "PROBE ran in $(pwd) with home $HOME"
                        for name in identity.json spool ws; do
                          [ ! -e "$1/$name" ] || echo "PROBE sees $1/$name"
                        done
                        for process in /proc/[0-9]*; do
                          [ ! -e "$process/root$1/identity.json" ] || echo "PROBE found $process"
                        done
                        if bash -c "exec 3<>/dev/tcp/127.0.0.1/$2" 2>/dev/null; then echo "PROBE has network"; else echo "PROBE no network"; fi
                        """)
                .commit("Probe");
        return repository;
    }
}
