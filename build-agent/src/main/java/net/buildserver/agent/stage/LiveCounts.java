package net.buildserver.agent.stage;

import java.time.Duration;

/** Counts tests while they run and tells the server, at most once a second. */
final class LiveCounts {
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final Progress progress;
    private long told = System.nanoTime() - INTERVAL;
    private int passed;
    private int failed;
    private int skipped;

    LiveCounts(Progress progress) {
        this.progress = progress;
    }

    void add(String outcome) {
        switch (outcome) {
            case "passed" -> passed++;
            case "failed" -> failed++;
            default -> skipped++;
        }
        long now = System.nanoTime();
        if (now - told >= INTERVAL) {
            told = now;
            progress.message("Running tests... " + passed + " passed, " + failed + " failed, " + skipped + " skipped");
        }
    }
}
