package net.buildserver.orchestrator.queue;

import java.util.UUID;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;

/**
 * Tells the scheduler of tasks that wait. The rows themselves are the queue; whoever misses this finds them at the next sweep.
 */
public class ReadyTasks {
    /** Kind of the signals; the task's id follows. */
    public static final String SIGNAL = "ready";

    private final Signals signals;

    /** Tells by {@code signals}. */
    public ReadyTasks(Signals signals) {
        this.signals = signals;
    }

    /** Tells once the caller's transaction has committed. */
    public void announce(UUID taskId) {
        AfterCommit.run(() -> signals.publish(SIGNAL + ":" + taskId));
    }
}
