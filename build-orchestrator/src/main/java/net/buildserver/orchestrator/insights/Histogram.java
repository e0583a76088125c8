package net.buildserver.orchestrator.insights;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Durations counted in buckets, four to each doubling from an eighth of a second; the database's {@code duration_bucket} fills
 * them. Sums of histograms are exact, percentiles are off by 10 % at most.
 */
final class Histogram {
    private static final double LOWEST_SECONDS = 0.125;
    private static final double BUCKETS_OF_DOUBLING = 4;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    /** Adds what a row holds, {@code {"bucket": count}}. */
    void add(String stored) {
        Counts.each(stored, (bucket, count) -> counts.merge(Integer.valueOf(bucket), count, Long::sum));
    }

    /** Returns seconds below which {@code share} (0 to 1) of the durations lie, or null if there is none. */
    @Nullable Double percentile(double share) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        double rank = share * all;
        long before = 0;
        for (var entry : counts.entrySet()) {
            if (before + entry.getValue() >= rank) {
                return seconds(entry.getKey() + (rank - before) / entry.getValue());
            }
            before += entry.getValue();
        }
        return null;
    }

    /** Returns the seconds at which a bucket ends that lies so many buckets up, in parts of buckets too. */
    private static double seconds(double bucket) {
        return LOWEST_SECONDS * Math.pow(2, (bucket - 1) / BUCKETS_OF_DOUBLING);
    }
}
