package net.buildserver.orchestrator.insights;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up rows of counted builds. */
final class BuildTally {
    private final Histogram runs = new Histogram();
    private final Histogram waits = new Histogram();
    private final Map<String, Long> failures = new TreeMap<>();
    private long succeeded;
    private long failed;
    private long cancelled;
    private long timedOut;
    private long cacheFull;
    private long cacheCompile;
    private long cacheMiss;
    private double savedSeconds;

    void add(BuildRollup row) {
        runs.add(row.runs());
        waits.add(row.waits());
        Counts.each(row.failures(), (kind, count) -> failures.merge(kind, count, Long::sum));
        succeeded += row.succeeded();
        failed += row.failed();
        cancelled += row.cancelled();
        timedOut += row.timedOut();
        cacheFull += row.cacheFull();
        cacheCompile += row.cacheCompile();
        cacheMiss += row.cacheMiss();
        savedSeconds += row.cacheSavedSeconds();
    }

    BuildFigures figures() {
        long byThemselves = succeeded + failed + timedOut;
        return new BuildFigures(
                byThemselves + cancelled,
                succeeded,
                failed,
                cancelled,
                timedOut,
                share(succeeded, byThemselves),
                runs.percentile(0.5),
                runs.percentile(0.95),
                waits.percentile(0.5),
                waits.percentile(0.95));
    }

    CacheFigures cache() {
        long all = cacheFull + cacheCompile + cacheMiss;
        return new CacheFigures(cacheFull, cacheCompile, cacheMiss, share(cacheFull + cacheCompile, all), savedSeconds);
    }

    Map<String, Long> failures() {
        return failures;
    }

    private static @Nullable Double share(long part, long all) {
        return all == 0 ? null : (double) part / all;
    }
}
