package net.buildserver.agent.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import net.buildserver.agent.signal.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd, where it started the agent ({@code Type=notify}), that the agent is ready, that it stops, and as long as all
 * its loops run that it lives. An agent of which a loop hangs or died is not told of, so that systemd starts it anew.
 */
public final class Systemd {
    private final @Nullable NotifySocket socket;
    private final Duration watchdog;
    private final Consumer<String> problems;

    private Systemd(@Nullable NotifySocket socket, Duration watchdog, Consumer<String> problems) {
        this.socket = socket;
        this.watchdog = watchdog;
        this.problems = problems;
    }

    /** Returns the service manager that {@code environment} tells of; if there is none, nothing is told to anybody. */
    public static Systemd of(Map<String, String> environment, Consumer<String> problems) {
        String path = environment.getOrDefault("NOTIFY_SOCKET", "");
        String microseconds = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean watches = microseconds.matches("\\d{1,15}");
        Duration watchdog = watches ? Duration.ofNanos(Long.parseLong(microseconds) * 1000) : Duration.ZERO;
        if (path.isEmpty()) {
            return new Systemd(null, Duration.ZERO, problems);
        }
        try {
            return new Systemd(new NotifySocket(path), watchdog, problems);
        } catch (IllegalArgumentException unusable) {
            problems.accept(String.valueOf(unusable.getMessage()));
            return new Systemd(null, Duration.ZERO, problems);
        }
    }

    /** Says that the agent is ready, and from now on that it lives, for as long as {@code alive} says so. */
    public void ready(BooleanSupplier alive, StopSignal stop) {
        if (socket == null) {
            return;
        }
        tell("READY=1");
        if (watchdog.isPositive()) {
            Thread.ofPlatform().daemon().name("watchdog").start(() -> watch(alive, stop));
        }
    }

    /** Says that the agent is on its way to its end; it may take {@code limit} for it. */
    public void stopping(Duration limit) {
        tell("STOPPING=1\nEXTEND_TIMEOUT_USEC=" + limit.toNanos() / 1000);
    }

    private void watch(BooleanSupplier alive, StopSignal stop) {
        // Three signs of life fit into the time, so that a late one does no harm.
        Duration interval = watchdog.dividedBy(3);
        do {
            if (alive.getAsBoolean()) {
                tell("WATCHDOG=1");
            } else {
                problems.accept("a loop of the agent is gone; the watchdog is not told that it lives");
            }
        } while (!stop.await(interval));
    }

    private void tell(String message) {
        NotifySocket to = socket;
        if (to == null) {
            return;
        }
        try {
            to.send(message);
        } catch (IOException unheard) {
            problems.accept(
                    "systemd could not be told " + message.lines().findFirst().orElse("") + ": " + unheard);
        }
    }
}
