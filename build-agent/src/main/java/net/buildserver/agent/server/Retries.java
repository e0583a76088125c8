package net.buildserver.agent.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.buildserver.agent.signal.StopSignal;
import org.jspecify.annotations.Nullable;

/** Tries again while the server cannot answer; the pauses between are random, so that agents do not come back all at once. */
public final class Retries {
    // Each call takes the generator of the thread that waits.
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private final StopSignal stop;
    private final Supplier<Pauses> pauses;
    private final Pause pause;

    /** How the time between two tries passes. */
    @FunctionalInterface
    public interface Pause {
        /** Waits for {@code time} or the stop, and returns whether it was the stop. */
        boolean await(StopSignal stop, Duration time);
    }

    private Retries(StopSignal stop, Supplier<Pauses> pauses, Pause pause) {
        this.stop = stop;
        this.pauses = pauses;
        this.pause = pause;
    }

    /** Creates retries that end when {@code stop} is given, after half to all of 1 s, which doubles to 10 s. */
    public Retries(StopSignal stop) {
        this(stop, StopSignal::await);
    }

    /** Creates the same retries, whose pauses pass as {@code pause} says. */
    public Retries(StopSignal stop, Pause pause) {
        this(stop, () -> new GrowingPauses(RANDOM), pause);
    }

    /** Creates retries of what every idle agent does, so that all agents of a server come back evenly spread over 10 s. */
    public static Retries spread(StopSignal stop) {
        return new Retries(stop, () -> new SpreadPauses(RANDOM), StopSignal::await);
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
        Pauses ofThisCall = pauses.get();
        while (true) {
            try {
                return call.get();
            } catch (ServerException.Unavailable unavailable) {
                Duration wait = ofThisCall.after(unavailable);
                long elapsed = System.nanoTime() - start;
                if (limit != null && elapsed + wait.toNanos() > limit.toNanos()) {
                    throw unavailable;
                }
                if (pause.await(stop, wait)) {
                    throw new ServerException.Stopped();
                }
            }
        }
    }
}
