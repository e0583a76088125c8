package net.buildserver.api.platform;

import java.util.List;
import net.buildserver.domain.protocol.ProblemTypes;

/** A body is longer than its URL takes (413); also thrown while it is read, when it did not say its length before. */
public final class BodyTooLargeException extends ApiException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception; {@code limit} is the most bytes that the URL takes. */
    public BodyTooLargeException(long limit) {
        super(
                413,
                ProblemTypes.REQUEST_TOO_LARGE,
                "The request's body is too long; at most " + limit + " bytes are read here.",
                List.of());
    }
}
