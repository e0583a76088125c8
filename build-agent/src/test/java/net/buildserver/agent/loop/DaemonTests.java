package net.buildserver.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import net.buildserver.agent.AgentProcess;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Failure;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.Jobs;
import net.buildserver.agent.RunningAgent;
import net.buildserver.agent.ScriptedSdk;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent against a hand-written server; the SDK is a script, so that builds last as long as a test wants. */
class DaemonTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private FakeServer server;
    private GitRepository repository;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Demo.sln", "\"A.csproj\"\n").commit("First");
        dotnet("exit 0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void registersOnceAndKeepsItsIdentityToItself() throws Exception {
        try (RunningAgent _ = agent()) {
            assertThat(awaitCall("/agent/v1/poll")).isTrue();
        }
        Path identity = folder.resolve("agent/identity.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
                .isEqualTo("rw-------");
        server.calls.clear();
        try (RunningAgent _ = agent()) {
            assertThat(awaitCall("/agent/v1/poll")).isTrue();
        }
        assertThat(server.calls).doesNotContain("/agent/v1/register");
        assertThat(server.sessions).hasSize(2);
        assertThat(server.sessions.get(1).heldAttempts()).isEmpty();
        assertThat(server.sessions.getFirst().capabilities().toolVersions()).containsKey("git");
    }

    @Test
    void secondAgentInTheSameFolderIsRefused() {
        try (RunningAgent _ = agent()) {
            assertThatThrownBy(this::agent)
                    .isInstanceOfSatisfying(
                            FatalException.class,
                            fatal -> assertThat(fatal.exitCode()).isEqualTo(ExitCode.LOCKED));
        }
    }

    @Test
    void damagedIdentityIsNamedAndNotReplaced() throws Exception {
        Path identity = folder.resolve("agent/identity.json");
        Files.createDirectories(identity.getParent());
        Files.writeString(identity, "{\"agentId\":\"agent-1\",\"cre");
        try (RunningAgent agent = agent()) {
            assertThat(agent.awaitExit(LIMIT)).isEqualTo(ExitCode.CONFIGURATION.code());
        }
        assertThat(server.calls).isEmpty();
        assertThat(identity).content().startsWith("{\"agentId\"");
    }

    @Test
    void revokedCredentialEndsTheAgent() throws Exception {
        try (RunningAgent agent = agent()) {
            assertThat(awaitCall("/agent/v1/poll")).isTrue();
            server.hook = path -> new Failure(401, ProblemTypes.UNAUTHENTICATED, "");
            assertThat(agent.awaitExit(LIMIT)).isEqualTo(ExitCode.CREDENTIAL.code());
        }
    }

    @Test
    void replacedSessionAndOtherProtocolEndTheAgent() throws Exception {
        server.hook = path -> path.endsWith("/session") ? new Failure(426, ProblemTypes.PROTOCOL_MISMATCH, "") : null;
        try (RunningAgent agent = agent()) {
            assertThat(agent.awaitExit(LIMIT)).isEqualTo(ExitCode.PROTOCOL.code());
        }
        server.hook = path -> path.endsWith("/poll") ? new Failure(409, ProblemTypes.SESSION_REPLACED, "") : null;
        try (RunningAgent agent = agent()) {
            assertThat(agent.awaitExit(LIMIT)).isEqualTo(ExitCode.REPLACED.code());
        }
    }

    @Test
    void failingServerIsAskedAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        server.hook = path -> path.endsWith("/session") && failures.getAndDecrement() > 0
                ? new Failure(503, "about:blank", "")
                : null;
        try (RunningAgent _ = agent()) {
            assertThat(awaitCall("/agent/v1/poll")).isTrue();
        }
        assertThat(failures).hasNegativeValue();
    }

    @Test
    void everyStageIsReportedAfterAFailure() throws Exception {
        dotnet(
                "case $1 in --version) echo 10.0.100;; build) echo \"$PWD/A.cs(1,2): error CS1002: ; expected\"; exit 1;; esac");
        try (RunningAgent _ = agent()) {
            Recording recording = submit();
            FinishReport finish = recording.awaitFinish(LIMIT);
            assertThat(finish.outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(finish.failureKind()).isEqualTo(FailureKind.UserCode);
            assertThat(finish.errorMessage()).isEqualTo("Build failed: A.cs(1,2): error CS1002: ; expected");
            assertThat(finish.lastSequence()).isEqualTo(recording.reports.size());
            assertThat(status(recording, "Build")).isEqualTo(BuildStageStatus.Failed);
            assertThat(status(recording, "Upload")).isEqualTo(BuildStageStatus.Skipped);
            assertThat(recording.lastStages().get("Upload").message()).contains("because Build did not succeed");
        }
    }

    @Test
    void cancelEndsTheProcessesAndTheOutcomeIsCancelled() throws Exception {
        slowBuild();
        try (RunningAgent _ = agent()) {
            Recording recording = submit();
            awaitLog(recording, "slow");
            recording.directive = Directive.Cancel;
            FinishReport finish = recording.awaitFinish(LIMIT);
            assertThat(finish.outcome()).isEqualTo(AttemptOutcome.Cancelled);
            assertThat(status(recording, "Build")).isEqualTo(BuildStageStatus.Cancelled);
            assertThat(status(recording, "Test")).isEqualTo(BuildStageStatus.Cancelled);
            assertThat(sleepers()).isZero();
        }
    }

    @Test
    void timeOutIsItsOwnOutcome() throws Exception {
        slowBuild();
        try (RunningAgent _ = agent()) {
            TaskAssignment task =
                    Jobs.of(repository.url()).timeout(Duration.ofSeconds(6)).assignment();
            FinishReport finish = server.submit(task).awaitFinish(LIMIT);
            assertThat(finish.outcome()).isEqualTo(AttemptOutcome.TimedOut);
            assertThat(finish.failureKind()).isEqualTo(FailureKind.Timeout);
        }
    }

    @Test
    void abandonedAttemptEndsSilently() throws Exception {
        slowBuild();
        try (RunningAgent _ = agent()) {
            Recording recording = submit();
            awaitLog(recording, "slow");
            server.hook = path -> path.endsWith("/log") || path.endsWith("/reports")
                    ? new Failure(409, ProblemTypes.STALE_ATTEMPT, "")
                    : null;
            recording.directive = Directive.Abandon;
            awaitBeat(beat -> beat.attempts().isEmpty());
            assertThat(recording.finish).isNull();
            assertThat(sleepers()).isZero();
        }
        assertThat(folder.resolve("agent/spool")).isEmptyDirectory();
    }

    @Test
    void stoppedAgentReportsItsBuild() throws Exception {
        slowBuild();
        try (RunningAgent agent = agent()) {
            Recording recording = submit();
            awaitLog(recording, "slow");
            agent.stop();
            FinishReport finish = recording.awaitFinish(LIMIT);
            assertThat(finish.failureKind()).isEqualTo(FailureKind.Infrastructure);
            assertThat(finish.errorMessage()).contains("the agent was stopped");
            assertThat(agent.awaitExit(LIMIT)).isZero();
        }
    }

    @Test
    void resultOutlivesServerAndAgent() throws Exception {
        dotnet("case $1 in --version) echo 10.0.100;; build) echo slow; sleep 3; exit 1;; esac");
        int port = server.port();
        TaskAssignment task = Jobs.of(repository.url()).assignment();
        try (AgentProcess agent = AgentProcess.start(server.uri(), folder.resolve("agent"), folder.resolve("sdk"))) {
            awaitLog(server.submit(task), "slow");
            server.close();
            agent.awaitLine("ended Failed");
            agent.kill();
        }
        server = new FakeServer(port).remembering(server);
        try (RunningAgent _ = agent()) {
            Recording recording = server.recording(task.attemptId());
            FinishReport finish = recording.awaitFinish(LIMIT);
            assertThat(finish.outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(server.sessions.getFirst().heldAttempts()).containsExactly(task.attemptId());
            assertThat(recording.logText()).contains("Starting build", "slow");
            assertThat(recording.log.size()).isEqualTo(finish.logBytes());
            assertThat(recording.finishes).hasValue(1);
        }
        assertThat(folder.resolve("agent/spool")).isEmptyDirectory();
    }

    @Test
    void interruptedAttemptIsHandedBackWithTheFirstWordAfterTheStart() throws Exception {
        Path interrupted = folder.resolve("agent/spool/0197f3c2-5c1e-7a40-9d52-6a3f6f0c1a11");
        Files.createDirectories(interrupted);
        Files.writeString(interrupted.resolve("build.log"), "half a lo");
        Path damaged = folder.resolve("agent/spool/0197f3c2-5c1e-7a40-9d52-6a3f6f0c1a12");
        Files.createDirectories(damaged);
        Files.writeString(damaged.resolve("events.spool"), "this is no record");
        try (RunningAgent agent = agent()) {
            assertThat(awaitCall("/agent/v1/session")).isTrue();
            agent.awaitLog("ready", LIMIT);
            assertThat(server.sessions.getFirst().heldAttempts()).isEmpty();
            assertThat(agent.log())
                    .contains("0197f3c2-5c1e-7a40-9d52-6a3f6f0c1a11 of an earlier process is given back")
                    .contains(
                            "0197f3c2-5c1e-7a40-9d52-6a3f6f0c1a12 of an earlier process is given back; its spool is damaged");
        }
        assertThat(folder.resolve("agent/spool")).isEmptyDirectory();
    }

    @Test
    void refusedJobDoesNotRun() throws Exception {
        try (RunningAgent _ = agent()) {
            FinishReport finish = server.submit(Jobs.of("ext::sh").assignment()).awaitFinish(LIMIT);
            assertThat(finish.failureKind()).isEqualTo(FailureKind.Configuration);
            assertThat(finish.errorMessage()).contains("job.repositoryUrl");
        }
    }

    @Test
    void missingSdkHandsTheTaskBack() throws Exception {
        dotnet("echo 'A compatible .NET SDK was not found.'; exit 155");
        repository
                .write("global.json", "{ // comment\n \"sdk\": { \"version\": \"9.9.999\" } }")
                .commit("Pin");
        try (RunningAgent _ = agent()) {
            Recording recording = submit();
            recording.awaitFinish(LIMIT);
            assertThat(recording.finish).isNull();
            assertThat(recording.decline.requiredSdk()).isEqualTo("9.9.999");
        }
    }

    private RunningAgent agent() {
        return RunningAgent.start(
                server.uri(),
                folder.resolve("agent"),
                Map.of(ConfigKey.DOTNET_ROOT, List.of(folder.resolve("sdk").toString())));
    }

    private Recording submit() {
        return server.submit(Jobs.of(repository.url()).assignment());
    }

    private void slowBuild() throws Exception {
        dotnet("case $1 in --version) echo 10.0.100;; build) echo slow; sleep 74321;; esac");
    }

    private void dotnet(String script) throws Exception {
        String version =
                script.contains("--version") || script.contains("155") ? "" : "[ $1 = --version ] && echo 10.0.100\n";
        new ScriptedSdk(folder.resolve("sdk")).script(version + script);
    }

    private static BuildStageStatus status(Recording recording, String stage) {
        return recording.lastStages().get(stage).status();
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 74321"))
                .count();
    }

    private boolean awaitCall(String path) throws InterruptedException {
        for (String call = next(); call != null; call = next()) {
            if (call.equals(path)) {
                return true;
            }
        }
        return false;
    }

    private String next() throws InterruptedException {
        return server.calls.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    // Every call of the agent is an occasion to look again.
    private void awaitLog(Recording recording, String text) throws InterruptedException {
        while (!recording.logText().contains(text)) {
            assertThat(next()).as(recording.logText()).isNotNull();
        }
    }

    private void awaitBeat(Predicate<Heartbeat> wanted) throws InterruptedException {
        // What was sent before the call says nothing: the first one of an agent is empty too.
        server.heartbeats.clear();
        Heartbeat beat = server.heartbeats.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        while (beat != null && !wanted.test(beat)) {
            beat = server.heartbeats.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(beat).isNotNull();
    }
}
