package net.buildserver.orchestrator.status;

import java.time.Duration;
import net.buildserver.orchestrator.OrchestratorException;

/** A disk of the server is almost full: no new builds until there is room (503). */
public final class DiskLowException extends OrchestratorException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(60);

    DiskLowException(String message) {
        super(message);
    }

    /** Returns after which time another try makes sense. */
    public Duration retryAfter() {
        return RETRY;
    }
}
