package net.buildserver.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
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
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Offers that come twice, answers that come late or not at all, and a credential that ends before its build: nothing runs twice. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the SDK of these tests is a shell script")
class RepetitionTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofMillis(100);
    // A time that nothing else on this machine sleeps for.
    private final String sleep = "sleep 6" + System.nanoTime() % 100_000_000_000L;

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
        sdk = new ScriptedSdk(folder.resolve("sdk"));
        // What the builds of these tests write lies outside of what a sandbox would let them see.
        settings.put(ConfigKey.SANDBOX, List.of("process"));
        settings.put(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void offerThatComesTwiceIsBuiltOnce() throws Exception {
        settings.put(ConfigKey.SLOTS, List.of("2"));
        // A build that waits until somebody reads what it writes.
        Path gate = folder.resolve("gate");
        new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
        sdk.build("echo run >> " + runs() + "; echo open > " + gate + "; exit 1");
        TaskAssignment task = Jobs.of(repository.url()).assignment();
        try (RunningAgent agent = agent()) {
            Recording recording = server.submit(task);
            server.queue.add(task);
            agent.awaitLog("is offered again", LIMIT);
            assertThat(Files.readString(gate)).startsWith("open");
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(recording.finishes).hasValue(1);
            assertThat(Files.readAllLines(runs())).containsExactly("run");
        }
    }

    @Test
    void acceptWhoseAnswerIsLostIsAskedForAgainAndBuiltOnce() throws Exception {
        sdk.build("echo run >> " + runs() + "; exit 1");
        server.rawAnswers.put("/accept", "{\"attemptId\":\"0197f3c2-5c1e");
        try (RunningAgent _ = agent()) {
            Recording recording = server.submit(Jobs.of(repository.url()).assignment());
            awaitCall("/accept");
            awaitCall("/accept");
            server.rawAnswers.clear();
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(recording.decline).isNull();
            assertThat(recording.finishes).hasValue(1);
            assertThat(Files.readAllLines(runs())).containsExactly("run");
        }
    }

    @Test
    void credentialThatEndsDuringABuildEndsTheBuildAndTheAgent() throws Exception {
        sdk.build("echo slow; " + sleep);
        try (RunningAgent agent = agent()) {
            Recording recording = server.submit(Jobs.of(repository.url()).assignment());
            while (!recording.logText().contains("slow")) {
                assertThat(server.calls.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isNotNull();
            }
            server.hook = path -> new Failure(401, ProblemTypes.UNAUTHENTICATED, "");
            assertThat(agent.awaitExit(LIMIT)).isEqualTo(ExitCode.CREDENTIAL.code());
            assertThat(ProcessHandle.allProcesses()
                            .map(process -> process.info().commandLine().orElse("")))
                    .noneMatch(command -> command.contains(sleep));
            assertThat(recording.finish).isNull();
        }
        // With a valid one it says that it works on nothing, so that the server runs the task again.
        server.hook = path -> null;
        try (RunningAgent agent = agent()) {
            agent.awaitLog("ready", LIMIT);
            assertThat(server.sessions.getLast().heldAttempts()).isEmpty();
        }
        assertThat(folder.resolve("agent/spool")).isEmptyDirectory();
    }

    @Test
    void answersThatComeLateAreWaitedFor() throws Exception {
        sdk.build("echo run >> " + runs() + "; exit 1");
        CountDownLatch never = new CountDownLatch(1);
        server.hook = path -> {
            try {
                boolean _ = never.await(LATE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return null;
        };
        try (RunningAgent _ = agent()) {
            Recording recording = server.submit(Jobs.of(repository.url()).assignment());
            assertThat(recording.awaitFinish(LIMIT).outcome()).isEqualTo(AttemptOutcome.Failed);
            assertThat(recording.finishes).hasValue(1);
            assertThat(Files.readAllLines(runs())).containsExactly("run");
        }
    }

    private Path runs() {
        return folder.resolve("runs");
    }

    private RunningAgent agent() {
        return RunningAgent.start(server.uri(), folder.resolve("agent"), settings);
    }

    private void awaitCall(String end) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        String call = "";
        while (call != null && !call.endsWith(end)) {
            call = server.calls.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        assertThat(call).as("a request that ends with " + end).isNotNull();
    }
}
