package net.buildserver.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanQueueTests {
    private static final TraceContext ROOT = TraceContext.ofBuild(UUID.randomUUID(), 1);
    private static final Duration NO_PAUSE = Duration.ofMillis(1);

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final SpanQueue.Tally tally = new SpanQueue.Tally(sent::addAndGet, dropped::addAndGet);

    @Test
    void whatWaitsIsSentBeforeTheEnd() {
        try (SpanQueue queue = new SpanQueue(spans -> true, NO_PAUSE, tally)) {
            queue.add(spans(1_000));
        }

        assertThat(sent).hasValue(1_000);
        assertThat(dropped).hasValue(0);
    }

    @Test
    void collectorThatRefusesGetsThreeTriesAndTheSpansCountAsDropped() {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        try (SpanQueue queue = new SpanQueue(
                spans -> {
                    tries.incrementAndGet();
                    third.countDown();
                    return false;
                },
                NO_PAUSE,
                tally)) {
            // One span, since more may be sent in two parts.
            queue.add(spans(1));
            await(third);
        }

        assertThat(tries).hasValue(3);
        assertThat(sent).hasValue(0);
        assertThat(dropped).hasValue(1);
    }

    @Test
    void slowCollectorHoldsNobodyUpAndWhatHasNoRoomIsDropped() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (SpanQueue queue = new SpanQueue(
                spans -> {
                    asked.countDown();
                    await(answer);
                    return true;
                },
                NO_PAUSE,
                tally)) {
            queue.add(spans(1));
            await(asked);
            // Nobody takes anything out of the queue now: this returns all the same.
            queue.add(spans(4096 + 100));
            assertThat(dropped).hasValue(100);
            answer.countDown();
        }

        assertThat(sent.get() + dropped.get()).isEqualTo(1 + 4096 + 100);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Span> spans(int count) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return IntStream.range(0, count)
                .mapToObj(number -> Span.below(ROOT, "s" + number, "s", now, now, Attributes.empty()))
                .toList();
    }
}
