package net.buildserver.orchestrator.platform;

import java.time.Duration;
import java.time.Instant;

/** How old something is that a process keeps for a while, by a clock that somebody may set meanwhile. */
public final class Ages {
    private Ages() {}

    /**
     * Returns whether what is kept {@code since} then is younger than {@code limit}. What seems to come from the future was kept before
     * the clock was set back: nobody knows its age, so it is not young.
     */
    public static boolean isYounger(Instant since, Duration limit, Instant now) {
        return !since.isAfter(now) && since.plus(limit).isAfter(now);
    }
}
