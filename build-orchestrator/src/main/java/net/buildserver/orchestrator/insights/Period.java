package net.buildserver.orchestrator.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A range of time that the insights are asked for.
 *
 * @param from where it begins, a whole step
 * @param to where it ends
 * @param step how finely time is divided
 */
public record Period(Instant from, Instant to, Duration step) {
    /** No longer range is answered. */
    public static final Duration LONGEST = Duration.ofDays(731);

    private static final Duration BY_THE_HOUR = Duration.ofDays(2);
    private static final Duration BY_SIX_HOURS = Duration.ofDays(14);

    /** Returns the range with the step that suits its length; only days are kept of what is more than five weeks ago. */
    public static Period of(Instant from, Instant to, Instant now) {
        Duration length = Duration.between(from, to);
        Duration step = Duration.ofDays(1);
        if (from.isAfter(now.minus(Rollups.HOURS_KEPT).plus(Duration.ofDays(1)))) {
            if (length.compareTo(BY_THE_HOUR) <= 0) {
                step = Duration.ofHours(1);
            } else if (length.compareTo(BY_SIX_HOURS) <= 0) {
                step = Duration.ofHours(6);
            }
        }
        return new Period(floor(from, step), to, step);
    }

    /** Returns the grain of the rows that the steps are made of. */
    String grain() {
        return step.compareTo(Duration.ofDays(1)) < 0 ? "hour" : "day";
    }

    /** Returns the first moment of the day in which the range begins. */
    Instant firstDay() {
        return from.truncatedTo(ChronoUnit.DAYS);
    }

    /** Returns where the first day begins that lies whole in the range, or its end if none does. */
    Instant firstWholeDay() {
        Instant day = firstDay().equals(from) ? from : firstDay().plus(1, ChronoUnit.DAYS);
        return day.isAfter(to) ? to : day;
    }

    /** Returns where the last whole day ends. Where only days are kept, the day in which the range ends counts whole. */
    Instant endOfWholeDays() {
        Instant day = step.compareTo(Duration.ofDays(1)) < 0 ? to.truncatedTo(ChronoUnit.DAYS) : to;
        return day.isBefore(firstWholeDay()) ? firstWholeDay() : day;
    }

    /** Returns where the step begins that {@code time} lies in. */
    Instant stepOf(Instant time) {
        return floor(time, step);
    }

    private static Instant floor(Instant time, Duration step) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step.toSeconds()) * step.toSeconds());
    }
}
