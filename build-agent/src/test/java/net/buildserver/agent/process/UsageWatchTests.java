package net.buildserver.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that take too much of something, without a control group. */
class UsageWatchTests {
    @TempDir
    private Path folder;

    private final ProcessRunner runner = new ProcessRunner();
    private final Cancellation cancellation = new Cancellation();
    private final String attempt = UUID.randomUUID().toString();

    @BeforeEach
    void needLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    }

    @Test
    void tooMuchMemoryEndsTheAttempt() {
        assertEnded(
                new UsageLimits(100, 0, 0),
                "(setsid sh -c 'x=$(head -c 150000000 /dev/zero | tr \"\\0\" x); sleep 72001') & wait",
                CancelReason.MemoryLimit);
    }

    @Test
    void tooManyProcessesEndTheAttempt() {
        assertEnded(
                new UsageLimits(0, 20, 0),
                "for i in $(seq 30); do sleep 72002 & done; wait",
                CancelReason.ProcessLimit);
    }

    @Test
    void tooLargeFoldersEndTheAttempt() {
        assertEnded(
                new UsageLimits(0, 0, 10),
                "mkdir -p a/b; ln -s /usr a/link; head -c 20000000 /dev/zero > a/b/big; sleep 72003",
                CancelReason.DiskLimit);
    }

    @Test
    void attemptWithinItsLimitsGoesOn() {
        try (UsageWatch _ =
                UsageWatch.start(new UsageLimits(100, 20, 10), attempt, () -> List.of(folder), cancellation)) {
            ProcessExit exit = runner.run(
                    request("head -c 5000000 /dev/zero > file; sleep 2.5; echo fine"), cancellation, line -> {});
            assertThat(exit.isSuccess()).isTrue();
        }
        assertThat(cancellation.isRequested()).isFalse();
    }

    private void assertEnded(UsageLimits limits, String script, CancelReason reason) {
        try (UsageWatch _ = UsageWatch.start(limits, attempt, () -> List.of(folder), cancellation)) {
            assertThatThrownBy(() -> runner.run(request(script), cancellation, line -> {}))
                    .isInstanceOf(CancelledException.class);
        }
        assertThat(cancellation.reason()).contains(reason);
        assertThat(ProcessSweep.sweep(attempt)).isEmpty();
    }

    private ProcessRequest request(String script) {
        return new ProcessRequest(
                List.of("/bin/sh", "-c", script),
                folder,
                Map.of("PATH", "/usr/bin:/bin", ProcessRequest.COOKIE, attempt));
    }
}
