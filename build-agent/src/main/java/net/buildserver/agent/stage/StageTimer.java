package net.buildserver.agent.stage;

import java.time.Duration;
import net.buildserver.agent.signal.CancelReason;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.signal.StopSignal;

/** Ends the attempt if a stage takes longer than the operator allows. */
public final class StageTimer implements AutoCloseable {
    private final StopSignal over = new StopSignal();

    private StageTimer() {}

    /** Starts the timer; a {@code limit} of zero is none. */
    static StageTimer start(Duration limit, Cancellation cancellation) {
        StageTimer timer = new StageTimer();
        if (!limit.isZero()) {
            Thread.ofVirtual().name("stage-timeout").start(() -> {
                if (!timer.over.await(limit)) {
                    cancellation.request(CancelReason.StageTimeout);
                }
            });
        }
        return timer;
    }

    @Override
    public void close() {
        over.stop();
    }
}
