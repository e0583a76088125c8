package net.buildserver.agent.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import net.buildserver.agent.signal.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * Tries again while the server cannot answer: after half to all of 1 s, which doubles to 10 s; what {@code Retry-After} says wins. So all
 * agents are back within 10 s of their server, and not all at once.
 */
public final class Retries {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

    private final StopSignal stop;
    private final Duration first;
    private final Pause pause;

    /** How the time between two tries passes. */
    @FunctionalInterface
    public interface Pause {
        /** Waits for {@code time} or the stop, and returns whether it was the stop. */
        boolean await(StopSignal stop, Duration time);
    }

    /** Creates retries that end when {@code stop} is given. */
    public Retries(StopSignal stop) {
        this(stop, StopSignal::await);
    }

    /** Creates retries whose pauses pass as {@code pause} says. */
    public Retries(StopSignal stop, Pause pause) {
        this.stop = stop;
        this.first = FIRST;
        this.pause = pause;
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
                Duration wait = pause(ceiling, unavailable.retryAfter());
                long elapsed = System.nanoTime() - start;
                if (limit != null && elapsed + wait.toNanos() > limit.toNanos()) {
                    throw unavailable;
                }
                if (pause.await(stop, wait)) {
                    throw new ServerException.Stopped();
                }
                ceiling = shorter(ceiling.multipliedBy(2), LONGEST);
            }
        }
    }

    /** Returns how long to wait: what the server asked for, else anything from half of {@code ceiling} to all of it. */
    static Duration pause(Duration ceiling, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return shorter(retryAfter, LONGEST_ASKED_FOR);
        }
        // Waits that may be short would bring more of them back in the first second than in any later one.
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(ceiling.toNanos() / 2, ceiling.toNanos() + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
