package net.buildserver.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.Jobs;
import net.buildserver.agent.RunningAgent;
import net.buildserver.agent.ScriptedSdk;
import net.buildserver.agent.SmallVolume;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose volume fills up, with the guard that would have kept it from that switched off. */
@EnabledOnOs(OS.LINUX)
class FullDiskTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private FakeServer server;
    private GitRepository repository;
    private SmallVolume volume;

    @BeforeEach
    void start() throws Exception {
        volume = SmallVolume.at(folder.resolve("agent"), "8m");
        server = new FakeServer();
        repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Demo.sln", "\"A.csproj\"\n").commit("First");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        volume.close();
    }

    @Test
    void agentThatCannotKeepAnIdentityAsksForNone() throws Exception {
        sdk("exit 0");
        IdentityFile identity = new IdentityFile(volume.root());
        volume.fill();
        assertThatThrownBy(identity::reserve)
                .isInstanceOf(LocalIoException.class)
                .hasMessageContaining("No space left");
        assertThatThrownBy(this::agent).isInstanceOf(LocalIoException.class).hasMessageContaining("No space left");
        assertThat(server.calls).isEmpty();

        volume.release();
        identity.reserve();
        volume.fill();
        AgentCredential credential = new AgentCredential("agent-1", "secret");
        identity.write(credential);
        assertThat(identity.read()).contains(credential);
    }

    @Test
    void mirrorAndCheckoutWithoutRoomFailTheBuildAsInfrastructureAndAreMadeAnew() throws Exception {
        sdk("exit 0");
        try (RunningAgent agent = agent()) {
            agent.awaitLog("ready", LIMIT);
            for (String place : List.of("mirror", "checkout")) {
                repository
                        .write("Large" + place, "0123456789abcdef".repeat(30_000))
                        .commit("Needs room in the " + place);
                volume.fill();
                FinishReport failed = build().awaitFinish(LIMIT);
                assertThat(failed.outcome()).isEqualTo(AttemptOutcome.Failed);
                assertThat(failed.failureKind()).as(failed.toString()).isEqualTo(FailureKind.Infrastructure);

                volume.release();
                succeeds();
            }
        }
    }

    @Test
    void buildThatFillsTheDiskFailsAndItsFilesMakeRoomForTheNext() throws Exception {
        sdk("[ -e Small ] || cat /dev/zero > junk");
        try (RunningAgent _ = agent()) {
            Recording filled = build();
            assertThat(filled.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(filled.logText()).contains("No space left");

            repository.write("Small", "").commit("Write less");
            succeeds();
        }
    }

    private void succeeds() throws Exception {
        Recording next = build();
        assertThat(next.awaitFinish(LIMIT).outcome()).as(next.logText()).isEqualTo(AttemptOutcome.Succeeded);
    }

    private Recording build() {
        return server.submit(Jobs.of(repository.url()).onlyBuild().assignment());
    }

    private void sdk(String build) throws Exception {
        new ScriptedSdk(folder.resolve("sdk")).build(build);
    }

    private RunningAgent agent() {
        return RunningAgent.start(
                server.uri(),
                volume.root(),
                Map.of(
                        ConfigKey.DOTNET_ROOT,
                        List.of(folder.resolve("sdk").toString()),
                        ConfigKey.SANDBOX,
                        List.of("process")));
    }
}
