package net.buildserver.verification.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects durations from many threads and tells their distribution. */
final class Figures {
    private static final double MILLION = 1_000_000.0;

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long duration) {
        nanos.add(duration);
    }

    int count() {
        return nanos.size();
    }

    /** Returns count and percentiles, in milliseconds. */
    String describe() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "n=%d p50=%.1f p95=%.1f p99=%.1f max=%.1f ms",
                sorted.length,
                at(sorted, 50),
                at(sorted, 95),
                at(sorted, 99),
                sorted[sorted.length - 1] / MILLION);
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / MILLION;
    }
}
