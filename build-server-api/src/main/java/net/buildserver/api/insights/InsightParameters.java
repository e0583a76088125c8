package net.buildserver.api.insights;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.insights.InsightFilter;
import net.buildserver.orchestrator.insights.Period;
import org.jspecify.annotations.Nullable;

/**
 * Which builds an insight is about.
 *
 * @param days the last so many days, 1 to 731; not together with {@code from} and {@code to}; by default 7
 * @param from where the time begins, a date in UTC or a time with an offset
 * @param to where it ends, likewise; by default now
 * @param project only this project
 * @param strategy only this strategy
 * @param pool only this pool
 */
record InsightParameters(
        @Parameter(example = "30") @Nullable String days,
        @Nullable String from,
        @Nullable String to,
        @Nullable String project,
        @Nullable String strategy,
        @Nullable String pool) {
    private static final int DEFAULT_DAYS = 7;

    InsightFilter filter() {
        return new InsightFilter(
                project == null || project.isBlank() ? null : project,
                constant("strategy", strategy, BuildStrategyType.values()),
                constant("pool", pool, BuildTargetType.values()));
    }

    Period period(Instant now) {
        if (days != null && (from != null || to != null)) {
            throw new UnreadableRequestException("days", "cannot be given together with from and to.");
        }
        if (from == null && to == null) {
            return Period.of(now.minus(Duration.ofDays(days == null ? DEFAULT_DAYS : days(days))), now, now);
        }
        Instant end = to == null ? now : time("to", to);
        Instant start = from == null ? end.minus(Duration.ofDays(DEFAULT_DAYS)) : time("from", from);
        if (!start.isBefore(end)) {
            throw new UnreadableRequestException("from", "must be before to, which is " + end + ".");
        }
        if (Duration.between(start, end).compareTo(Period.LONGEST) > 0) {
            throw new UnreadableRequestException(
                    "from", "must be at most " + Period.LONGEST.toDays() + " days before to; ask for shorter times.");
        }
        return Period.of(start, end, now);
    }

    private static long days(String given) {
        long days = given.matches("\\d{1,4}") ? Long.parseLong(given) : 0;
        if (days < 1 || days > Period.LONGEST.toDays()) {
            throw new UnreadableRequestException("days", "must be a number from 1 to " + Period.LONGEST.toDays() + ".");
        }
        return days;
    }

    private static Instant time(String name, String given) {
        try {
            Instant time = given.matches("\\d{4}-\\d\\d-\\d\\d")
                    ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
                    // A '+' that was not escaped arrives as a space.
                    : OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return time;
            }
            throw new UnreadableRequestException(name, "must be a time between 1970 and 2200.");
        } catch (DateTimeException malformed) {
            throw new UnreadableRequestException(
                    name, "must be a date such as 2026-01-31, or a time with an offset such as 2026-01-31T12:00:00Z.");
        }
    }

    static <E extends Enum<E>> @Nullable String constant(String name, @Nullable String given, E[] constants) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        return Arrays.stream(constants)
                .map(Enum::name)
                .filter(given::equals)
                .findFirst()
                .orElseThrow(() ->
                        new UnreadableRequestException(name, "must be one of " + Arrays.toString(constants) + "."));
    }
}
