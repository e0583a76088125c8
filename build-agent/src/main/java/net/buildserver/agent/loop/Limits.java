package net.buildserver.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When an agent ends of itself, for machines that come and go. It is asked by the thread that takes offers, between two polls,
 * so that no build can arrive while the agent decides that it is idle.
 */
final class Limits {
    private final boolean oneJob;
    private final Duration idleExit;
    private final Duration maxUptime;
    private final InstantSource clock;
    private final Instant started;
    private Instant lastBusy;
    private int taken;

    /** Creates the limits; a duration of zero is none. */
    Limits(boolean oneJob, Duration idleExit, Duration maxUptime, InstantSource clock) {
        this.oneJob = oneJob;
        this.idleExit = idleExit;
        this.maxUptime = maxUptime;
        this.clock = clock;
        this.started = clock.instant();
        this.lastBusy = started;
    }

    /** Notes that a build was taken. */
    void tookBuild() {
        taken++;
    }

    /** Returns why the agent should end, or nothing; {@code busy} says whether it works on anything. */
    Optional<String> reached(boolean busy) {
        Instant now = clock.instant();
        if (busy) {
            lastBusy = now;
        }
        if (oneJob && taken > 0) {
            return Optional.of("it took the one build that it was started for");
        }
        if (isOver(maxUptime, started, now)) {
            return Optional.of("it has been running for " + maxUptime.toMinutes() + " min");
        }
        if (!busy && isOver(idleExit, lastBusy, now)) {
            return Optional.of("there was no build for " + idleExit.toMinutes() + " min");
        }
        return Optional.empty();
    }

    private static boolean isOver(Duration limit, Instant since, Instant now) {
        return !limit.isZero() && !now.isBefore(since.plus(limit));
    }
}
