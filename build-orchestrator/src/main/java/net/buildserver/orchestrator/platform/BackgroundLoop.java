package net.buildserver.orchestrator.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs a step again and again: at intervals, and at once when woken. A step that fails is logged and tried again. */
public final class BackgroundLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final Duration interval;
    private final Step step;
    private final Semaphore wakes = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean running;

    /** One round of the loop. */
    @FunctionalInterface
    public interface Step {
        /** Does the work; what it throws is logged, and the loop goes on. */
        void run() throws Exception;
    }

    /** Creates a loop that does nothing until it is started. */
    public BackgroundLoop(String name, Duration interval, Step step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
    }

    /** Makes the next round start at once; wakes during a round are kept for one more round. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            // A thread of the platform: there are few, and none must wait for a carrier that requests hold.
            thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
        }
    }

    /** Lets the current round end; the thread is not interrupted, since that would break a connection in use. */
    @Override
    public synchronized void stop() {
        running = false;
        wakes.release();
        Thread started = thread;
        thread = null;
        try {
            if (started != null && !started.join(STOP_TIMEOUT)) {
                LOG.warn("The loop {} did not stop within {}.", name, STOP_TIMEOUT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        boolean failing = false;
        while (running) {
            wakes.drainPermits();
            try {
                step.run();
                if (failing) {
                    LOG.info("The loop {} works again.", name);
                }
                failing = false;
            } catch (Exception failure) {
                // Only the first of a row with its trace, lest an outage fills the disk.
                if (failing) {
                    LOG.debug("The loop {} still fails.", name, failure);
                } else {
                    LOG.warn("The loop {} failed and tries again.", name, failure);
                }
                failing = true;
            }
            await();
        }
    }

    private void await() {
        try {
            // Whether woken or not, the next round runs.
            boolean _ = running && wakes.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }
}
