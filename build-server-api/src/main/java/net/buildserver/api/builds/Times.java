package net.buildserver.api.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times and durations as answers show them: milliseconds are fine enough for everybody. */
final class Times {
    private Times() {}

    static @Nullable Instant milliseconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    static @Nullable Duration milliseconds(@Nullable Duration duration) {
        return duration == null ? null : duration.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns how long something has been running, in whole seconds while it does, so that answers repeat. */
    static @Nullable Duration between(@Nullable Instant start, @Nullable Instant end, Instant now) {
        if (start == null) {
            return null;
        }
        Duration running = Duration.between(start, now).truncatedTo(ChronoUnit.SECONDS);
        return end == null
                ? (running.isNegative() ? Duration.ZERO : running)
                : milliseconds(Duration.between(start, end));
    }
}
