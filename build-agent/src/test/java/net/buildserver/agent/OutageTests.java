package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.domain.protocol.ProblemTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long log while the server takes nothing, in an agent's process with the small heap that its launcher gives it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the SDK of this test is a shell script")
class OutageTests {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void longLogOutlivesAnOutageInASmallHeap() throws Exception {
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Demo.sln", "\"A.csproj\"\n").commit("First");
        // 200,000 lines of 512 bytes.
        String line = "x".repeat(511);
        Path sdk = new ScriptedSdk(folder.resolve("sdk"))
                .build("yes " + line + " | head -n 200000; exit 1")
                .root();
        try (FakeServer server = new FakeServer()) {
            server.hook = path -> path.endsWith("/log") ? new Failure(503, ProblemTypes.UNAVAILABLE, "") : null;
            try (AgentProcess agent =
                    AgentProcess.start(server.uri(), folder.resolve("agent"), sdk, "--log.max-mb", "512")) {
                Recording recording = server.submit(Jobs.of(repository.url()).assignment());
                agent.awaitLine("ended Failed");
                assertThat(recording.log.size()).isZero();
                server.hook = path -> null;
                recording.awaitFinish(LIMIT);
                assertThat(recording.finish.logBytes())
                        .isEqualTo(recording.log.size())
                        .isGreaterThan(100_000_000);
                assertThat(recording.finish.logSha256()).isNotNull();
                agent.terminate();
                assertThat(agent.exitCode()).isZero();
            }
        }
    }
}
