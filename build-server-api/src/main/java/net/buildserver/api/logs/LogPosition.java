package net.buildserver.api.logs;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.buildserver.api.platform.UnreadableRequestException;
import org.jspecify.annotations.Nullable;

/**
 * A place in the logs of a build's attempts, and the identifier of the events that end there.
 *
 * @param attempt number of the attempt; 0 for whichever is shown
 * @param offset byte in its log
 */
record LogPosition(int attempt, long offset) {
    static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final Pattern ID = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    /** Returns where a stream goes on: behind the last event that the client has, else at {@code offset}. */
    static LogPosition of(HttpServletRequest request, @Nullable Long offset) {
        String id = request.getHeader(LAST_EVENT_ID);
        if (id == null || id.isEmpty()) {
            if (offset != null && offset < 0) {
                throw new UnreadableRequestException("offset", "must be 0 or more.");
            }
            return new LogPosition(0, offset == null ? 0 : offset);
        }
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new UnreadableRequestException(LAST_EVENT_ID, "must be the id of an event of this stream.");
        }
        return new LogPosition(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    String id() {
        return attempt + ":" + offset;
    }
}
