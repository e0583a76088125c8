package net.buildserver.orchestrator.logs;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.orchestrator.OrchestratorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Packs the logs of ended attempts in the background, as long as the application runs. */
final class LogArchiving implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LogArchiving.class);
    private static final int BATCH = 50;

    private final LogArchiver archiver;
    private final Duration interval;
    private @Nullable ScheduledExecutorService thread;

    LogArchiving(LogArchiver archiver, Duration interval) {
        this.archiver = archiver;
        this.interval = interval;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("log-archiving").factory());
        ScheduledFuture<?> _ = started.scheduleWithFixedDelay(
                this::archiveAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** One failure must not end the loop: the next round finds the same log again. */
    private void archiveAll() {
        try {
            for (UUID attempt : archiver.waiting(BATCH)) {
                archiver.archive(attempt);
            }
        } catch (OrchestratorException unavailable) {
            LOG.warn("Logs stay in the database for now: {}", unavailable.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("A log could not be packed; it stays in the database and is tried again.", failure);
        }
    }
}
