package net.buildserver.api.platform;

import java.time.Duration;
import java.util.List;
import net.buildserver.domain.protocol.ProblemTypes;

/** The caller asked too often (429). */
public final class TooManyRequestsException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** Says in one sentence what was too often, and after which time another try makes sense. */
    public TooManyRequestsException(String detail, Duration retryAfter) {
        super(429, ProblemTypes.TOO_MANY_REQUESTS, detail, List.of());
        this.retryAfterSeconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** Returns the value of the header {@code Retry-After}, in seconds, at least 1. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
