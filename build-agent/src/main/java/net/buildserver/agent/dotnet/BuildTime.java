package net.buildserver.agent.dotnet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When MSBuild worked on a project.
 *
 * @param start when it began, its references being built
 * @param end when it was done
 */
public record BuildTime(Instant start, Instant end) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,19}) (\\d{1,19})");
    // .NET counts from year 1 in 100 ns.
    private static final long TICKS_BEFORE_1970 = 621_355_968_000_000_000L;
    private static final long TICKS_IN_A_SECOND = 10_000_000L;
    private static final long NANOS_IN_A_TICK = 100;

    /** Reads two counts of ticks of .NET, or nothing if {@code text} is something else. */
    public static Optional<BuildTime> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant start = instant(Long.parseLong(matcher.group(1)));
            Instant end = instant(Long.parseLong(matcher.group(2)));
            return Optional.of(new BuildTime(start, end.isBefore(start) ? start : end));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Instant instant(long ticks) {
        long since = ticks - TICKS_BEFORE_1970;
        return Instant.ofEpochSecond(since / TICKS_IN_A_SECOND, since % TICKS_IN_A_SECOND * NANOS_IN_A_TICK);
    }

    /** Returns how long it took. */
    public Duration duration() {
        return Duration.between(start, end);
    }
}
