package net.buildserver.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.Test;

class StageTimerTests {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void stageThatTakesTooLongEndsTheAttemptWithItsOwnReason() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Cancellation.Registration _ = cancellation.onRequest(ended::countDown);
        try (StageTimer _ = StageTimer.start(Duration.ofMillis(50), cancellation)) {
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cancellation.reason()).contains(CancelReason.StageTimeout);
    }

    @Test
    void firstReasonStays() {
        cancellation.request(CancelReason.UserRequest);
        cancellation.request(CancelReason.StageTimeout);
        cancellation.request(CancelReason.UserRequest);
        assertThat(cancellation.reason()).contains(CancelReason.UserRequest);
    }
}
