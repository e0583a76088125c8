package net.buildserver.orchestrator.platform;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** Bounds of histograms, chosen once so that all that measure the same kind of thing can be compared. */
public final class Buckets {
    private static final Duration[] BUILD = of(1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400);
    private static final Duration[] WAIT = of(0.05, 0.25, 1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200);
    private static final Duration[] REQUEST = of(0.005, 0.02, 0.1, 0.5, 2, 10, 60);
    private static final double NANOS = 1e9;

    private Buckets() {}

    private static Duration[] of(double... seconds) {
        return DoubleStream.of(seconds)
                .mapToObj(one -> Duration.ofNanos(Math.round(one * NANOS)))
                .toArray(Duration[]::new);
    }

    /** Returns bounds for builds and their stages: a second to four hours. */
    public static Duration[] build() {
        return BUILD.clone();
    }

    /** Returns bounds for waits in the queue: 50 ms to two hours, with the minute that the service promises. */
    public static Duration[] queueWait() {
        return WAIT.clone();
    }

    /** Returns bounds for requests to other systems: 5 ms to a minute. */
    public static Duration[] request() {
        return REQUEST.clone();
    }
}
