package net.buildserver.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that behave badly. */
class ProcessRunnerTests {
    @TempDir
    private Path folder;

    private final ProcessRunner runner = new ProcessRunner();
    /** How many builds are cancelled; 50 as the design wants with {@code -Dcancels=50}. */
    private static final int CANCELS = Integer.getInteger("cancels", 10);

    private final Cancellation cancellation = new Cancellation();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String attempt = UUID.randomUUID().toString();

    @BeforeEach
    void needLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    }

    @Test
    void outputIsCutIntoLinesAndTheExitCodeIsKept() {
        ProcessExit exit = run("printf 'a\\r\\nb\\rc\\n\\377\\nlast'; echo err >&2; exit 7");
        assertThat(exit).isEqualTo(new ProcessExit(7));
        assertThat(lines).containsExactly("a", "b", "c", "\uFFFD", "lasterr");
    }

    @Test
    void standardInputIsClosedAndTheEnvironmentIsOurs() {
        run("cat; env | cut -d= -f1 | sort | tr '\\n' ' '");
        assertThat(lines.getFirst().split(" "))
                .contains(ProcessRequest.COOKIE, "PATH")
                .doesNotContain("HOME", "USER");
    }

    @Test
    void endlessLineIsCut() {
        run("head -c 200000 /dev/zero | tr '\\0' x");
        assertThat(lines).hasSize(4).allMatch(line -> line.length() <= OutputLines.MAX_LINE);
    }

    @Test
    void politeProcessEndsAtOnceOnCancel() throws Exception {
        long start = System.nanoTime();
        assertCancelled("echo ready; exec sleep 1000");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void processThatIgnoresSignalsIsKilledAfterTheLadder() throws Exception {
        assertCancelled("trap '' INT TERM; echo ready; while :; do sleep 1; done");
        assertThat(survivors()).isZero();
    }

    @Test
    void grandchildInItsOwnSessionIsSwept() throws Exception {
        assertCancelled("setsid sh -c 'trap \"\" INT TERM HUP; echo ready; sleep 1000' & wait");
        assertThat(survivors()).isZero();
    }

    @Test
    void leakedPipeIsBounded() {
        long start = System.nanoTime();
        ProcessExit exit = run("sleep 1000 & echo done");
        assertThat(exit).isEqualTo(new ProcessExit(0));
        assertThat(lines).hasSize(2).first().isEqualTo("done");
        assertThat(lines.getLast())
                .matches(
                        "warning AGENT001: sleep \\(pid \\d+\\) held the output of sh open after its end and was ended");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(survivors()).isZero();
    }

    @Test
    void leakedPipeIsBoundedWithoutTheCookie() {
        ProcessExit exit = run("env -i setsid sh -c 'exec sleep 1000' & echo done");
        assertThat(exit).isEqualTo(new ProcessExit(0));
        assertThat(lines).hasSize(2).last().asString().contains("sleep (pid ");
    }

    @Test
    void doubleForkedChildWithClosedFilesIsSwept() throws Exception {
        assertCancelled(
                "(setsid sh -c 'exec >&- 2>&- <&-; trap \"\" INT TERM HUP; sleep 1000' & ) ; echo ready; sleep 1000");
        assertThat(survivors()).isZero();
    }

    @Test
    void nothingSurvivesFiftyCancels() throws Exception {
        for (int i = 0; i < CANCELS; i++) {
            Cancellation once = new Cancellation();
            CountDownLatch ready = new CountDownLatch(1);
            ProcessRequest hostile = request(
                    "setsid sh -c 'trap \"\" INT TERM HUP; sleep 1000' & (setsid sh -c 'exec sleep 1000' &); echo ready; wait");
            CompletableFuture<ProcessExit> exit =
                    CompletableFuture.supplyAsync(() -> runner.run(hostile, once, line -> ready.countDown()));
            assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
            once.request(CancelReason.UserRequest);
            assertThatThrownBy(() -> exit.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
            assertThat(survivors()).isZero();
        }
    }

    @Test
    void silenceIsToldAndThenEndsTheAttemptWithItsOwnReason() {
        ProcessRunner impatient =
                new ProcessRunner(new Silence(Duration.ofMillis(300), Duration.ofMillis(1500)), ControlGroups.NONE);
        assertThatThrownBy(() -> impatient.run(request("echo one; sleep 1000"), cancellation, lines::add))
                .isInstanceOf(CancelledException.class);
        assertThat(cancellation.reason()).contains(CancelReason.NoOutput);
        assertThat(lines).containsExactly("one", "warning AGENT001: sh has written nothing for 0 s");
    }

    @Test
    void foreignSignalIsToldApartFromAnExitCode() {
        assertThat(run("kill -9 $$").endedBy()).contains("SIGKILL, which the agent did not send");
        assertThat(run("exit 1").endedBy()).isEmpty();
        assertThat(run("exit 155").endedBy())
                .as("what dotnet says where it finds no SDK")
                .isEmpty();
        assertThat(new ProcessExit(137, true).endedBy()).contains("the system, since the memory was used up");
    }

    @Test
    void buildsGoBeforeTheAgentWhenMemoryRunsOutAndLeaveNoCoreFiles() {
        run("cat /proc/self/oom_score_adj; ulimit -c");
        assertThat(lines).containsExactly("500", "0");
    }

    @Test
    void sweepEndsOnlyTheAttempt() throws Exception {
        Process mine = sleeper(attempt);
        Process other = sleeper(attempt + "0");
        try {
            assertThat(ProcessSweep.sweep(attempt)).hasSize(1);
            assertThat(mine.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
        } finally {
            mine.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private Process sleeper(String cookie) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sleep", "1000");
        builder.environment().put(ProcessRequest.COOKIE, cookie);
        return builder.start();
    }

    private void assertCancelled(String script) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        CompletableFuture<ProcessExit> exit =
                CompletableFuture.supplyAsync(() -> runner.run(request(script), cancellation, line -> {
                    lines.add(line);
                    ready.countDown();
                }));
        assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
        cancellation.request(CancelReason.UserRequest);
        assertThatThrownBy(() -> exit.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancelledException.class);
    }

    private ProcessExit run(String script) {
        return runner.run(request(script), cancellation, lines::add);
    }

    private ProcessRequest request(String script) {
        return new ProcessRequest(
                List.of("/bin/sh", "-c", script),
                folder,
                Map.of("PATH", "/usr/bin:/bin", ProcessRequest.COOKIE, attempt));
    }

    private int survivors() {
        return ProcessSweep.sweep(attempt).size();
    }
}
