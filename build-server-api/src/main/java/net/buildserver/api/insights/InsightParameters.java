package net.buildserver.api.insights;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import net.buildserver.api.platform.QueryParameters;
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
            return Period.of(
                    now.minus(Duration.ofDays(
                            QueryParameters.number("days", days, DEFAULT_DAYS, (int) Period.LONGEST.toDays()))),
                    now,
                    now);
        }
        Instant end = to == null ? now : QueryParameters.time("to", to);
        Instant start = from == null ? end.minus(Duration.ofDays(DEFAULT_DAYS)) : QueryParameters.time("from", from);
        if (!start.isBefore(end)) {
            throw new UnreadableRequestException("from", "must be before to, which is " + end + ".");
        }
        if (Duration.between(start, end).compareTo(Period.LONGEST) > 0) {
            throw new UnreadableRequestException(
                    "from", "must be at most " + Period.LONGEST.toDays() + " days before to; ask for shorter times.");
        }
        return Period.of(start, end, now);
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
