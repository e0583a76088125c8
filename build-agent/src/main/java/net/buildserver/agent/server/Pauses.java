package net.buildserver.agent.server;

import java.time.Duration;

/** The pauses of one call between its tries, in their order. */
interface Pauses {
    /** Longest time that a server may ask to be left alone. */
    Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

    /** Returns how long to wait after {@code failure}. */
    Duration after(ServerException.Unavailable failure);

    /** Returns what the server asked for, which is zero if it did not, and never more than five minutes. */
    static Duration askedFor(ServerException.Unavailable failure) {
        Duration asked = failure.retryAfter();
        return asked == null ? Duration.ZERO : shorter(asked, LONGEST_ASKED_FOR);
    }

    /** Returns the shorter of the two. */
    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
