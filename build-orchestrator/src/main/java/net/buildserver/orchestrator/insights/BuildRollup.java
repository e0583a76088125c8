package net.buildserver.orchestrator.insights;

import java.time.Instant;

/** A row of counted builds, or several of them added up; histograms and kinds of failures as stored. */
record BuildRollup(
        Instant start,
        String project,
        String strategy,
        String pool,
        long succeeded,
        long failed,
        long cancelled,
        long timedOut,
        String runs,
        String waits,
        String failures,
        long cacheFull,
        long cacheCompile,
        long cacheMiss,
        double cacheSavedSeconds) {}
