package net.buildserver.verification.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another process will do. */
final class Patience {
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private Patience() {}

    /** Looks again and again until {@code condition} holds; returns whether it did within {@code seconds}. */
    static boolean until(int seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - deadline < 0) {
            if (condition.getAsBoolean()) {
                return true;
            }
            pause(BETWEEN_LOOKS_MILLIS);
        }
        return condition.getAsBoolean();
    }

    /** Does nothing for a while: load comes at a pace. */
    static void pause(long millis) {
        try {
            boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
