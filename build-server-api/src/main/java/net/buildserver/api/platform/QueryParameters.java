package net.buildserver.api.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads parameters of queries that several endpoints have. */
public final class QueryParameters {
    /** Java knows times that PostgreSQL does not. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private QueryParameters() {}

    /**
     * Returns a number from 1 to {@code most}, or {@code byDefault} where none is given.
     *
     * @throws UnreadableRequestException if it is no such number
     */
    public static int number(String name, @Nullable String given, int byDefault, int most) {
        if (given == null) {
            return byDefault;
        }
        if (given.matches("\\d{1,9}")) {
            int number = Integer.parseInt(given);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw new UnreadableRequestException(name, "must be a number from 1 to " + most + ".");
    }

    /**
     * Returns a point in time; a date is its beginning in UTC.
     *
     * @throws UnreadableRequestException if it is none, or lies before 1970 or after 2199
     */
    public static Instant time(String name, String given) {
        try {
            Instant time = given.matches("\\d{4}-\\d\\d-\\d\\d")
                    ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
                    // A '+' that was not escaped arrives as a space.
                    : OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
            if (time.isBefore(FIRST) || !time.isBefore(LAST)) {
                throw new UnreadableRequestException(name, "must be a time from 1970 to 2199.");
            }
            return time;
        } catch (DateTimeException malformed) {
            throw new UnreadableRequestException(
                    name,
                    "must be a date such as 2026-01-31, or a time with an offset such as 2026-01-31T12:00:00Z or"
                            + " 2026-01-31T12:00:00+01:00.");
        }
    }
}
