package net.buildserver.agent.process;

import java.time.Duration;

/**
 * How long a program may write nothing; zero is no limit.
 *
 * @param warnAfter after which the log says so
 * @param endAfter after which the build is ended
 */
public record Silence(Duration warnAfter, Duration endAfter) {
    /** No limit. */
    public static final Silence UNLIMITED = new Silence(Duration.ZERO, Duration.ZERO);

    /** Returns how often it pays to look. */
    Duration interval() {
        Duration shorter =
                warnAfter.isZero() || (!endAfter.isZero() && endAfter.compareTo(warnAfter) < 0) ? endAfter : warnAfter;
        return shorter.dividedBy(10);
    }
}
