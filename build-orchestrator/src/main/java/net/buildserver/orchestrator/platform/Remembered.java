package net.buildserver.orchestrator.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is read again when it is too old or was forgotten, since a signal told that it changed. */
public final class Remembered<T> {
    private final Duration limit;
    private final InstantSource clock;
    private final Supplier<T> reader;
    private volatile @Nullable Known<T> known;

    /** Remembers nothing yet; what {@code reader} gives is kept for {@code limit} at most. */
    public Remembered(Duration limit, InstantSource clock, Supplier<T> reader) {
        this.limit = limit;
        this.clock = clock;
        this.reader = reader;
    }

    private record Known<T>(Instant read, T value) {}

    /** Returns the value. */
    public T get() {
        Known<T> current = known;
        Instant now = clock.instant();
        if (current == null || !Ages.isYounger(current.read(), limit, now)) {
            current = new Known<>(now, reader.get());
            known = current;
        }
        return current.value();
    }

    /** Has the next one who asks read it. */
    public void forget() {
        known = null;
    }
}
