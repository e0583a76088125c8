package net.buildserver.agent.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts of the agent's work, and its contact with the server. */
public final class Vitals {
    private final InstantSource clock;
    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private volatile @Nullable Instant lastContact;
    private volatile @Nullable Duration skew;

    /** Creates vitals with nothing counted; {@code clock} tells when the server was heard of. */
    public Vitals(InstantSource clock) {
        this.clock = clock;
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(Counter counter) {
        count(counter, 1);
    }

    /** Counts {@code amount}. */
    public void count(Counter counter, long amount) {
        LongAdder adder = counters.get(counter);
        if (adder != null) {
            adder.add(amount);
        }
    }

    /** Returns what was counted so far. */
    public long get(Counter counter) {
        LongAdder adder = counters.get(counter);
        return adder == null ? 0 : adder.sum();
    }

    /** Notes that the server answered, and what its clock says, if it said so. */
    public void heardOfServer(@Nullable Instant serverTime) {
        Instant now = clock.instant();
        lastContact = now;
        if (serverTime != null) {
            skew = Duration.between(serverTime, now);
        }
    }

    /** Returns how long ago the server answered, or nothing if it never did. */
    public Optional<Duration> sinceContact() {
        return Optional.ofNullable(lastContact).map(contact -> Duration.between(contact, clock.instant()));
    }

    /** Returns how far our clock is ahead of the server's, to the second, or nothing if that is not known. */
    public Optional<Duration> clockSkew() {
        return Optional.ofNullable(skew);
    }
}
