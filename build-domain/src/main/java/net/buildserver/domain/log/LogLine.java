package net.buildserver.domain.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One line of a build's log, written as the specification shows it:
 * {@code [2025-11-15 10:05:00] INFO: Starting build for MyApp (Release)}, in UTC.
 *
 * @param time when the line was written
 * @param level its level
 * @param text its text, without a line break
 */
public record LogLine(Instant time, LogLevel level, String text) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Returns the line without its line break. */
    public String format() {
        return "[" + TIME.format(time) + "] " + level + ": " + text;
    }
}
