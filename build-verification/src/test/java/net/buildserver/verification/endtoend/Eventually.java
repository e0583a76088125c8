package net.buildserver.verification.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another process will do, by looking again and again until a deadline. */
final class Eventually {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Eventually() {}

    /**
     * Returns the first value that {@code look} finds.
     *
     * @param what what is waited for, named when it does not come
     * @throws AssertionError if there is none within {@code limit}, or if {@code look} fails
     */
    static <T> T find(String what, Duration limit, Callable<Optional<T>> look) {
        var found = new CompletableFuture<T>();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var looking = clock.scheduleWithFixedDelay(
                    () -> complete(found, look), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                looking.cancel(true);
            }
        } catch (TimeoutException e) {
            throw new AssertionError("%s: not within %s".formatted(what, limit), e);
        } catch (ExecutionException e) {
            throw new AssertionError("%s: %s".formatted(what, e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("%s: interrupted".formatted(what), e);
        }
    }

    private static <T> void complete(CompletableFuture<T> found, Callable<Optional<T>> look) {
        try {
            look.call().ifPresent(found::complete);
        } catch (Exception | AssertionError e) {
            found.completeExceptionally(e);
        }
    }
}
