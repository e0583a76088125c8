package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.loop.ExitCode;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.domain.protocol.TaskAssignment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What signals do to an agent that builds, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals; its services send Ctrl-C")
class SignalTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private FakeServer server;
    private Path sdk;
    private TaskAssignment task;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        GitRepository repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Demo.sln", "\"A.csproj\"\n").commit("First");
        sdk = new ScriptedSdk(folder.resolve("sdk"))
                .build("echo slow; sleep 74322")
                .root();
        task = Jobs.of(repository.url()).assignment();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void firstDrainsAndSecondCancels() throws Exception {
        try (AgentProcess agent = AgentProcess.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording = server.submit(task);
            awaitBuild(recording);
            agent.terminate();
            agent.awaitLine("takes no more builds");
            assertThat(recording.finish).isNull();
            agent.terminate();
            assertThat(recording.awaitFinish(LIMIT).errorMessage()).contains("the agent was stopped");
            assertThat(agent.exitCode()).isEqualTo(ExitCode.STOPPED.code());
        }
        assertThat(sleepers()).isZero();
    }

    @Test
    void thirdEndsAtOnceAndTheNextStartDelivers() throws Exception {
        try (AgentProcess agent = AgentProcess.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording = server.submit(task);
            awaitBuild(recording);
            server.hook = path -> path.endsWith("/finish") ? new Failure(503, ProblemTypes.UNAVAILABLE, "") : null;
            agent.terminate();
            agent.awaitLine("takes no more builds");
            agent.terminate();
            agent.awaitLine("ended Failed");
            awaitCall("/finish");
            agent.terminate();
            assertThat(agent.exitCode()).isEqualTo(ExitCode.FORCED.code());
            assertThat(recording.finish).isNull();
        }
        server.hook = path -> null;
        try (AgentProcess _ = AgentProcess.start(server.uri(), folder.resolve("agent"), sdk)) {
            Recording recording = server.recording(task.attemptId());
            assertThat(recording.awaitFinish(LIMIT).errorMessage()).contains("the agent was stopped");
            assertThat(recording.finishes).hasValue(1);
        }
    }

    @Test
    void killedAgentHandsItsBuildBackWhenItStartsAgain() throws Exception {
        try (AgentProcess agent = AgentProcess.start(server.uri(), folder.resolve("agent"), sdk)) {
            awaitBuild(server.submit(task));
            agent.kill();
        }
        assertThat(sleepers()).isPositive();
        long start = System.nanoTime();
        try (AgentProcess agent = AgentProcess.start(server.uri(), folder.resolve("agent"), sdk)) {
            agent.awaitLine("attempt " + task.attemptId() + " of an earlier process is given back");
            agent.awaitLine("ready");
            System.out.println("handed back " + Duration.ofNanos(System.nanoTime() - start) + " after the start");
            assertThat(server.sessions).hasSize(2);
            assertThat(server.sessions.getLast().heldAttempts()).isEmpty();
            assertThat(sleepers()).isZero();
        }
    }

    private void awaitBuild(Recording recording) throws InterruptedException {
        while (!recording.logText().contains("slow")) {
            assertThat(server.calls.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
    }

    private void awaitCall(String ending) throws InterruptedException {
        String call = "";
        while (!call.endsWith(ending)) {
            call = server.calls.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(call).isNotNull();
        }
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 74322"))
                .count();
    }
}
