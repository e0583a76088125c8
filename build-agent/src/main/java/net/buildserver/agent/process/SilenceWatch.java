package net.buildserver.agent.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;

/** Watches how long a program has written nothing. */
final class SilenceWatch implements AutoCloseable {
    private final Silence limits;
    private final String program;
    private final Cancellation cancellation;
    private final Consumer<String> lines;
    private final AtomicLong heard = new AtomicLong(System.nanoTime());
    private final StopSignal over = new StopSignal();

    private SilenceWatch(Silence limits, String program, Cancellation cancellation, Consumer<String> lines) {
        this.limits = limits;
        this.program = program;
        this.cancellation = cancellation;
        this.lines = lines;
    }

    static SilenceWatch start(Silence limits, String program, Cancellation cancellation, Consumer<String> lines) {
        SilenceWatch watch = new SilenceWatch(limits, program, cancellation, lines);
        if (!limits.equals(Silence.UNLIMITED)) {
            Thread.ofVirtual().name("silence").start(watch::watch);
        }
        return watch;
    }

    /** Notes that the program wrote something. */
    void heard() {
        heard.set(System.nanoTime());
    }

    private void watch() {
        boolean warned = false;
        while (!over.await(limits.interval())) {
            Duration silent = Duration.ofNanos(System.nanoTime() - heard.get());
            if (reached(limits.endAfter(), silent)) {
                cancellation.request(CancelReason.NoOutput);
                return;
            }
            boolean quiet = reached(limits.warnAfter(), silent);
            if (quiet && !warned) {
                lines.accept(ProcessRunner.WARNING + program + " has written nothing for " + describe(silent));
            }
            warned = quiet;
        }
    }

    private static boolean reached(Duration limit, Duration silent) {
        return !limit.isZero() && silent.compareTo(limit) >= 0;
    }

    private static String describe(Duration silent) {
        return silent.toMinutes() > 0 ? silent.toMinutes() + " min" : silent.toSeconds() + " s";
    }

    @Override
    public void close() {
        over.stop();
    }
}
