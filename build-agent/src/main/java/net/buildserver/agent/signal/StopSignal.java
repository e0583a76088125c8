package net.buildserver.agent.signal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A one-way switch that loops wait on instead of sleeping. */
public final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Stops everything that waits on this signal. */
    public void stop() {
        stopped.countDown();
    }

    /** Returns whether it was stopped. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /**
     * Waits at most {@code time}. An interrupt counts as a stop of the waiting thread.
     *
     * @return whether the waiter has to end
     */
    public boolean await(Duration time) {
        try {
            return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
