package net.buildserver.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Spans on their way to a collector. Whoever has spans never waits: a thread of the queue's own sends them, and what a collector
 * that is away or slow leaves no room for is dropped and counted.
 */
public final class SpanQueue implements AutoCloseable {
    private static final int CAPACITY = 4096;
    private static final int BATCH = 512;
    private static final int TRIES = 3;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Predicate<List<Span>> send;
    private final Tally tally;
    private final Duration pause;
    private final Thread sender;

    /**
     * Who counts.
     *
     * @param sent is given numbers of spans that arrived
     * @param dropped is given numbers of spans that are lost
     */
    public record Tally(IntConsumer sent, IntConsumer dropped) {}

    /**
     * Starts an empty queue.
     *
     * @param send sends spans and returns whether they arrived
     * @param pause time until what did not arrive is sent again, three times in all
     */
    public SpanQueue(Predicate<List<Span>> send, Duration pause, Tally tally) {
        this.send = send;
        this.pause = pause;
        this.tally = tally;
        this.sender = Thread.ofVirtual().name("spans").start(this::run);
    }

    /** Takes spans of recorded traces, without waiting. */
    public void add(List<Span> spans) {
        int dropped = 0;
        for (Span span : spans) {
            dropped += waiting.offer(span) ? 0 : 1;
        }
        if (dropped > 0) {
            tally.dropped().accept(dropped);
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                Span first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Span> batch = new ArrayList<>(List.of(first));
                    waiting.drainTo(batch, BATCH - 1);
                    (arrived(batch) ? tally.sent() : tally.dropped()).accept(batch.size());
                }
            }
        } catch (InterruptedException gaveUp) {
            Thread.currentThread().interrupt();
        }
        int left = waiting.size();
        if (left > 0) {
            tally.dropped().accept(left);
        }
    }

    private boolean arrived(List<Span> batch) throws InterruptedException {
        for (int tries = 1; !send.test(batch); tries++) {
            if (tries == TRIES || closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Sends what waits, for at most two seconds. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!sender.join(Duration.ofSeconds(2))) {
                sender.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
