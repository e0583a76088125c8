package net.buildserver.agent.server;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Half to all of 1 s, which doubles to 10 s, for what somebody waits for; what the server asked for wins. */
final class GrowingPauses implements Pauses {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private Duration ceiling = FIRST;

    GrowingPauses(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Duration after(ServerException.Unavailable failure) {
        Duration most = ceiling;
        ceiling = Pauses.shorter(most.multipliedBy(2), LONGEST);
        if (failure.retryAfter() != null) {
            return Pauses.askedFor(failure);
        }
        return Duration.ofNanos(random.nextLong(most.toNanos() / 2, most.toNanos() + 1));
    }
}
