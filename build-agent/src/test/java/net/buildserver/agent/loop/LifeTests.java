package net.buildserver.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import net.buildserver.agent.FakeServer;
import net.buildserver.agent.FakeServer.Recording;
import net.buildserver.agent.GitRepository;
import net.buildserver.agent.Jobs;
import net.buildserver.agent.RunningAgent;
import net.buildserver.agent.ScriptedSdk;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.agent.signal.StopLadder;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an agent pauses, drains and ends, by its server, its operator and its limits. */
class LifeTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private FakeServer server;
    private GitRepository repository;
    private ScriptedSdk sdk;
    private final Map<ConfigKey, List<String>> settings = new EnumMap<>(ConfigKey.class);

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        repository = GitRepository.create(folder.resolve("repo"));
        repository.write("Demo.sln", "\"A.csproj\"\n").commit("First");
        sdk = new ScriptedSdk(folder.resolve("sdk")).build("exit 1");
        // A build's gate lies outside of what a sandbox would let it see.
        settings.put(ConfigKey.SANDBOX, List.of("process"));
        settings.put(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pausedAgentTakesNothingUntilItIsResumed() throws Exception {
        try (RunningAgent _ = agent()) {
            server.command = AgentCommand.Pause;
            awaitBeat(beat -> beat.paused() && server.openPolls.get() == 0);
            Recording recording = submit();
            awaitBeat(Heartbeat::paused);
            assertThat(server.queue).hasSize(1);
            server.command = AgentCommand.Run;
            recording.awaitFinish(LIMIT);
        }
    }

    @Test
    void drainedAgentEndsAfterItsBuild() throws Exception {
        gatedBuild();
        try (RunningAgent agent = agent()) {
            Recording recording = submit();
            awaitLog(recording);
            server.command = AgentCommand.Drain;
            awaitBeat(Heartbeat::paused);
            Recording waiting = submit();
            openGate();
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(recording.finish.errorMessage()).contains("Build failed");
            assertThat(agent.awaitExit(LIMIT)).isZero();
            assertThat(waiting.finish).isNull();
        }
    }

    @Test
    void stoppedAgentCancelsAndReportsItsBuild() throws Exception {
        gatedBuild();
        try (RunningAgent agent = agent()) {
            Recording recording = submit();
            awaitLog(recording);
            server.command = AgentCommand.Stop;
            assertThat(recording.awaitFinish(LIMIT).errorMessage()).contains("the agent was stopped");
            assertThat(agent.awaitExit(LIMIT)).isZero();
        }
    }

    @Test
    void secondRequestToStopCancelsWhatTheFirstWaitsFor() throws Exception {
        gatedBuild();
        try (RunningAgent agent = agent()) {
            Recording recording = submit();
            awaitLog(recording);
            agent.drain();
            agent.awaitLog("takes no more builds", LIMIT);
            assertThat(recording.finish).isNull();
            agent.stop();
            assertThat(recording.awaitFinish(LIMIT).errorMessage()).contains("the agent was stopped");
            assertThat(agent.awaitExit(LIMIT)).isZero();
        }
    }

    @Test
    void eachSignalTakesTheNextStep() {
        List<String> taken = new ArrayList<>();
        StopLadder ladder =
                new StopLadder(() -> taken.add("drain"), () -> taken.add("cancel"), () -> taken.add("exit"));
        for (int i = 0; i < 4; i++) {
            ladder.step();
        }
        assertThat(taken).containsExactly("drain", "cancel", "exit", "exit");
    }

    @Test
    void oneJobAgentEndsAfterIt() throws Exception {
        settings.put(ConfigKey.RUN_ONE_JOB, List.of("true"));
        try (RunningAgent agent = agent()) {
            Recording first = submit();
            Recording second = submit();
            assertThat(agent.awaitExit(LIMIT)).isZero();
            assertThat(first.finishes).hasValue(1);
            assertThat(second.finish).isNull();
            assertThat(server.queue).hasSize(1);
        }
    }

    @Test
    void limitsAreReachedInTheirTime() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        Limits limits = new Limits(false, Duration.ofMinutes(5), Duration.ofMinutes(60), now::get);
        now.updateAndGet(time -> time.plusSeconds(299));
        assertThat(limits.reached(false)).isEmpty();
        assertThat(limits.reached(true)).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(299));
        assertThat(limits.reached(false)).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(limits.reached(false)).hasValue("there was no build for 5 min");
        assertThat(limits.reached(true)).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(3600));
        assertThat(limits.reached(true)).hasValue("it has been running for 60 min");
        Limits none = new Limits(false, Duration.ZERO, Duration.ZERO, now::get);
        now.updateAndGet(time -> time.plusSeconds(360_000));
        assertThat(none.reached(false)).isEmpty();
    }

    @Test
    void buildThatComesWithTheLastPollIsNotLost() throws Exception {
        // The limit is looked at between polls only, by the thread that takes offers.
        Life life = new Life();
        life.drain("idle");
        assertThat(life.isOver()).isTrue();
        life.follow(AgentCommand.Run);
        assertThat(life.phase()).isEqualTo(Life.Phase.Draining);
        life.follow(AgentCommand.Stop);
        assertThat(life.phase()).isEqualTo(Life.Phase.Ending);
        life.drain("again");
        assertThat(life.phase()).isEqualTo(Life.Phase.Ending);
    }

    @Test
    void assignmentThatLacksAFieldIsDeclinedWithItsName() throws Exception {
        server.rawAnswers.put(
                "/accept",
                "{\"attemptId\":\"0197f3c2-5c1e-7a40-9d52-6a3f6f0c1a11\",\"attemptNumber\":1,\"forceClean\":false,\"fromTheFuture\":1}");
        try (RunningAgent _ = agent()) {
            Recording recording = submit();
            recording.awaitFinish(LIMIT);
            assertThat(recording.finish).isNull();
            assertThat(recording.decline.reason()).contains("TaskAssignment").contains("taskId");
        }
    }

    @Test
    void pageOfAProxyInsteadOfAnAnswerIsTriedAgain() throws Exception {
        server.rawAnswers.put("/session", "<html>Please sign in</html>");
        try (RunningAgent agent = agent()) {
            agent.awaitLog("is not a SessionSettings", LIMIT);
            server.rawAnswers.clear();
            submit().awaitFinish(LIMIT);
        }
    }

    @Test
    void agentWhoseClockIsWrongBuilds() throws Exception {
        for (long minutes : new long[] {-10, 10}) {
            InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
            // Each agent has a server of its own: a poll of the one before would still be open, and take the task.
            try (FakeServer own = new FakeServer();
                    RunningAgent agent =
                            RunningAgent.start(own.uri(), folder.resolve("agent" + minutes), settings, wrong)) {
                Recording recording = own.submit(Jobs.of(repository.url()).assignment());
                assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
                agent.awaitLog("result delivered", LIMIT);
            }
        }
    }

    @Test
    void logConnectionThatHangsDoesNotDelayTheCancel() throws Exception {
        gatedBuild();
        CountDownLatch hang = new CountDownLatch(1);
        try (RunningAgent _ = agent()) {
            Recording recording = submit();
            awaitLog(recording);
            server.logHook = (offset, bytes) -> {
                try {
                    hang.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return null;
            };
            recording.directive = Directive.Cancel;
            while (ProcessHandle.allProcesses().anyMatch(this::isGatedBuild)) {
                assertThat(server.heartbeats.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isNotNull();
            }
            assertThat(recording.finish).isNull();
            hang.countDown();
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Cancelled);
        }
    }

    private boolean isGatedBuild(ProcessHandle process) {
        return process.info()
                .commandLine()
                .orElse("")
                .contains(folder.resolve("gate").toString());
    }

    private RunningAgent agent() {
        return RunningAgent.start(server.uri(), folder.resolve("agent"), settings);
    }

    private Recording submit() {
        return server.submit(Jobs.of(repository.url()).assignment());
    }

    // A build that waits until somebody reads what it writes: a pipe, so that nothing has to be polled.
    private void gatedBuild() throws Exception {
        Path gate = folder.resolve("gate");
        new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
        sdk.build("echo slow; sh -c 'echo open > " + gate + "'; exit 1");
    }

    private void openGate() throws Exception {
        assertThat(Files.readString(folder.resolve("gate"))).startsWith("open");
    }

    private void awaitLog(Recording recording) throws InterruptedException {
        while (!recording.logText().contains("slow")) {
            assertThat(server.calls.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
    }

    private void awaitBeat(Predicate<Heartbeat> wanted) throws InterruptedException {
        server.heartbeats.clear();
        Heartbeat beat = server.heartbeats.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        while (beat != null && !wanted.test(beat)) {
            beat = server.heartbeats.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(beat).isNotNull();
    }
}
