package net.buildserver.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import net.buildserver.agent.signal.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, on a real datagram socket that a small program of its own reads. */
@EnabledOnOs(OS.LINUX)
class SystemdTests {
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final StopSignal stop = new StopSignal();

    @TempDir
    private Path folder;

    @Test
    void systemdHearsReadinessLifeAndTheEnd() throws Exception {
        try (DatagramListener listener = DatagramListener.bind(folder.resolve("notify"))) {
            Systemd manager = manager(listener.path(), "30000");
            manager.ready(() -> true, stop);
            assertThat(listener.next()).isEqualTo("READY=1");
            assertThat(listener.next()).isEqualTo("WATCHDOG=1");
            assertThat(listener.next()).isEqualTo("WATCHDOG=1");
            stop.stop();
            manager.stopping(Duration.ofSeconds(40));
            String last = listener.next();
            while (last.equals("WATCHDOG=1")) {
                last = listener.next();
            }
            assertThat(last).isEqualTo("STOPPING=1\nEXTEND_TIMEOUT_USEC=40000000");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void agentWithADeadLoopIsNotToldToBeAlive() throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        try (DatagramListener listener = DatagramListener.bind(folder.resolve("notify"))) {
            manager(listener.path(), "30000")
                    .ready(
                            () -> {
                                // The listener hears of one sign of life, and of none after that.
                                boolean was = alive.getAndSet(false);
                                if (!was) {
                                    stop.stop();
                                }
                                return was;
                            },
                            stop);
            assertThat(listener.next()).isEqualTo("READY=1");
            assertThat(listener.next()).isEqualTo("WATCHDOG=1");
            assertThat(stop.await(Duration.ofSeconds(20))).isTrue();
            assertThat(listener.isEmpty()).isTrue();
        }
    }

    @Test
    void withoutSystemdNothingIsTold() {
        Systemd manager = Systemd.of(Map.of(), problems::add);
        manager.ready(() -> true, stop);
        manager.stopping(Duration.ofSeconds(1));
        assertThat(problems).isEmpty();
    }

    @Test
    void socketThatNobodyReadsIsAProblemAndNotTheEnd() {
        manager(folder.resolve("nobody"), "0").ready(() -> true, stop);
        assertThat(problems).singleElement().asString().contains("systemd could not be told READY=1");
        manager(Path.of("/" + "x".repeat(200)), "0").ready(() -> true, stop);
        assertThat(problems.getLast()).contains("NOTIFY_SOCKET");
    }

    private Systemd manager(Path socket, String watchdogMicroseconds) {
        return Systemd.of(
                Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", watchdogMicroseconds), problems::add);
    }
}
