package net.buildserver.orchestrator.queue;

import java.time.Duration;
import net.buildserver.orchestrator.OrchestratorException;

/** As much waits as may wait; the client tries again later (429). */
public final class QueueFullException extends OrchestratorException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** Says what is full. */
    public QueueFullException(String what, long waiting, long most) {
        super("%s builds of %s wait already, and at most %s may; try again later.".formatted(waiting, what, most));
    }

    /** Returns after which time another try makes sense. */
    public Duration retryAfter() {
        return RETRY;
    }
}
