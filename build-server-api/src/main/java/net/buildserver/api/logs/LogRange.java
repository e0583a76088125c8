package net.buildserver.api.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.buildserver.api.platform.UnreadableRequestException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a log that a request wants.
 *
 * @param from first byte
 * @param to byte after the last
 * @param partial whether it was asked for as a range, and is answered with 206
 */
record LogRange(long from, long to, boolean partial) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return to - from;
    }

    /** Returns whether there is such a part; otherwise the answer is 416. */
    boolean isSatisfiable() {
        return !partial || from < to;
    }

    /** Returns the part from {@code offset} on; beyond the end there is nothing yet, which is no error. */
    static LogRange from(long offset, long size) {
        if (offset < 0) {
            throw new UnreadableRequestException("offset", "must be 0 or more.");
        }
        return new LogRange(Math.min(offset, size), size, false);
    }

    /** Returns the part that the header asks for; a form that is not understood asks for everything (RFC 9110). */
    static LogRange of(@Nullable String header, long size) {
        Matcher range = RANGE.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new LogRange(0, size, false);
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            return new LogRange(Math.max(0, size - suffix), suffix == 0 ? 0 : size, true);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (last < first && !range.group(2).isEmpty()) {
            return new LogRange(0, size, false);
        }
        return new LogRange(first, Math.min(size, last + 1), true);
    }
}
