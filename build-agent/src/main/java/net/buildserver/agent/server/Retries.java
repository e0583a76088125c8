package net.buildserver.agent.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import net.buildserver.agent.signal.StopSignal;
import org.jspecify.annotations.Nullable;

/** Tries again while the server cannot answer: 1 s doubling to 60 s with full jitter; what {@code Retry-After} says wins. */
public final class Retries {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final StopSignal stop;
    private final Duration first;

    /** Creates retries that end when {@code stop} is given. */
    public Retries(StopSignal stop) {
        this(stop, FIRST);
    }

    Retries(StopSignal stop, Duration first) {
        this.stop = stop;
        this.first = first;
    }

    /**
     * Calls until the server answers.
     *
     * @throws ServerException.Stopped if the agent stops meanwhile
     */
    public <T> T call(Supplier<T> call) {
        return call(call, null);
    }

    /** Runs until the server answers. */
    public void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    /**
     * Calls until the server answers or {@code limit} is over.
     *
     * @throws ServerException.Unavailable if the time is over
     */
    public <T> T call(Supplier<T> call, @Nullable Duration limit) {
        long start = System.nanoTime();
        Duration ceiling = first;
        while (true) {
            try {
                return call.get();
            } catch (ServerException.Unavailable unavailable) {
                Duration pause = pause(ceiling, unavailable.retryAfter());
                long elapsed = System.nanoTime() - start;
                if (limit != null && elapsed + pause.toNanos() > limit.toNanos()) {
                    throw unavailable;
                }
                if (stop.await(pause)) {
                    throw new ServerException.Stopped();
                }
                ceiling = shorter(ceiling.multipliedBy(2), LONGEST);
            }
        }
    }

    /** Returns how long to wait: what the server asked for, else anything up to {@code ceiling}. */
    static Duration pause(Duration ceiling, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return shorter(retryAfter, LONGEST.multipliedBy(5));
        }
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(ceiling.toNanos() + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
