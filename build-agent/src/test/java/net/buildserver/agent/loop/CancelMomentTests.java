package net.buildserver.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.Jobs;
import net.buildserver.agent.RunningAgent;
import net.buildserver.agent.ScriptedSdk;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cancel that comes at an awkward moment. */
class CancelMomentTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private FakeServer server;
    private GitRepository repository;
    private ScriptedSdk sdk;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Demo.sln", "\"A.csproj\"\n").commit("First");
        sdk = new ScriptedSdk(folder.resolve("sdk")).build("exit 0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void beforeTheStart() throws Exception {
        sdk.build("sleep 74501");
        TaskAssignment task = Jobs.of(repository.url()).assignment();
        server.recording(task.attemptId()).directive = Directive.Cancel;
        try (RunningAgent _ = agent()) {
            Recording recording = server.submit(task);
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Cancelled);
            assertThat(recording.finishes).hasValue(1);
        }
        assertThat(ProcessSweep.sweep(task.attemptId().toString())).isEmpty();
    }

    @Test
    void whileTheCloneHangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningAgent _ = agent()) {
            Thread.ofVirtual().start(() -> acceptAndSayNothing(silent, asked));
            TaskAssignment task = Jobs.of("http://127.0.0.1:" + silent.getLocalPort() + "/x.git")
                    .assignment();
            Recording recording = server.submit(task);
            assertThat(asked.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            recording.directive = Directive.Cancel;
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Cancelled);
            assertThat(recording.finish.errorMessage()).contains("Clone");
            assertThat(ProcessSweep.sweep(task.attemptId().toString())).isEmpty();
        }
    }

    @Test
    void whileTheStoreTakesNothing() throws Exception {
        TaskAssignment task = Jobs.of(repository.url())
                .properties(Map.of("BuildServerArtifacts", "Demo.sln"))
                .assignment();
        Recording recording = server.recording(task.attemptId());
        server.hook = path -> {
            if (!path.startsWith("/store/")) {
                return null;
            }
            recording.directive = Directive.Cancel;
            return new Failure(503, ProblemTypes.UNAVAILABLE, "");
        };
        try (RunningAgent _ = agent()) {
            server.submit(task);
            assertThat(recording.awaitFinish(LIMIT).outcome())
                    .as(recording.logText())
                    .isEqualTo(AttemptOutcome.Cancelled);
            assertThat(recording.finishes).hasValue(1);
        }
    }

    @Test
    void afterTheEnd() throws Exception {
        sdk.build("exit 1");
        TaskAssignment task = Jobs.of(repository.url()).assignment();
        Recording recording = server.recording(task.attemptId());
        server.hook = path -> {
            if (path.endsWith("/finish")) {
                recording.directive = Directive.Cancel;
            }
            return null;
        };
        try (RunningAgent agent = agent()) {
            server.submit(task);
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            agent.awaitLog("result delivered", LIMIT);
            assertThat(recording.finishes).hasValue(1);
            TaskAssignment next = Jobs.of(repository.url()).assignment();
            assertThat(server.submit(next).awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
        }
    }

    private static void acceptAndSayNothing(ServerSocket socket, CountDownLatch asked) {
        try {
            while (true) {
                // Left open: that is what a dead line looks like.
                boolean _ = socket.accept().isConnected();
                asked.countDown();
            }
        } catch (java.io.IOException closed) {
            // The test is over.
        }
    }

    private RunningAgent agent() {
        return RunningAgent.start(
                server.uri(),
                folder.resolve("agent"),
                Map.of(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()), ConfigKey.SANDBOX, List.of("process")));
    }
}
