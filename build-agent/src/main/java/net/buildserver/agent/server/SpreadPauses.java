package net.buildserver.agent.server;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses of agents that wait for work, all of which lose their server at once: a random part of a period, then the whole period again
 * and again. So they come back evenly spread over one period, however long the server was away, while pauses that grow bring most
 * of them back at once after a short time.
 */
final class SpreadPauses implements Pauses {
    /** A little less than the 10 s within which all are to be back. */
    static final Duration PERIOD = Duration.ofMillis(9_800);

    /** Longest pause after one answer that was none: the server lives. */
    static final Duration SOON = Duration.ofSeconds(1);

    private final RandomGenerator random;
    private boolean hurried;
    private boolean spread;

    SpreadPauses(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Duration after(ServerException.Unavailable failure) {
        Duration asked = Pauses.askedFor(failure);
        if (spread) {
            return asked.compareTo(PERIOD) > 0 ? asked : PERIOD;
        }
        if (!hurried && !failure.isConnectionLost()) {
            hurried = true;
            return asked.plus(upTo(SOON));
        }
        spread = true;
        return asked.plus(upTo(PERIOD));
    }

    private Duration upTo(Duration longest) {
        return Duration.ofNanos(random.nextLong(longest.toNanos()));
    }
}
