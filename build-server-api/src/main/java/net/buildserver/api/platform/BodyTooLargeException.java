package net.buildserver.api.platform;

import java.io.IOException;

/** A body turned out to be longer than its URL takes, while it was read. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    /** Creates an exception; {@code limit} is the most bytes that the URL takes. */
    public BodyTooLargeException(long limit) {
        super(detail(limit));
        this.limit = limit;
    }

    /** Returns the most bytes that the URL takes. */
    public long limit() {
        return limit;
    }

    /** Returns the sentence for the caller. */
    public static String detail(long limit) {
        return "The request's body is too long; at most " + limit + " bytes are read here.";
    }
}
