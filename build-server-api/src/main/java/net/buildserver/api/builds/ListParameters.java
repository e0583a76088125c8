package net.buildserver.api.builds;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.orchestrator.builds.BuildCursor;
import net.buildserver.orchestrator.builds.BuildFilter;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of {@code GET /api/v1/builds}.
 *
 * @param project project name
 * @param status states, any number of them
 * @param branch branch, tag or commit as requested; {@code main} also finds {@code refs/heads/main}
 * @param requester e-mail address or user name
 * @param strategy how it is built
 * @param from earliest time of submission, ISO-8601 with an offset or {@code Z}
 * @param to time of submission that is too late, likewise
 * @param search part of the name of the project, branch, requester or author, or of the commit's message; or begin of its id
 * @param agent an agent that worked on it
 * @param limit most builds to return, 1 to 200, by default 50
 * @param cursor where the page begins, from the page before
 */
record ListParameters(
        @Nullable String project,
        @Nullable Set<String> status,
        @Nullable String branch,
        @Nullable String requester,
        @Nullable String strategy,
        @Nullable String from,
        @Nullable String to,
        @Nullable String search,
        @Nullable String agent,
        @Nullable String limit,
        @Nullable String cursor) {
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int LONGEST_TEXT = 200;

    BuildFilter filter() {
        return new BuildFilter(
                project,
                statuses(),
                branch,
                requester,
                constant("strategy", strategy, BuildStrategyType.class),
                time("from", from),
                time("to", to),
                text("search", search),
                text("agent", agent));
    }

    @Nullable BuildCursor after() {
        return Cursors.readBuild(cursor);
    }

    int limitOrDefault() {
        return QueryParameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
    }

    private static @Nullable String text(String name, @Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.length() > LONGEST_TEXT || given.chars().anyMatch(Character::isISOControl)) {
            throw new UnreadableRequestException(
                    name, "must have at most " + LONGEST_TEXT + " characters, none of them a control character.");
        }
        return given.strip();
    }

    private Set<BuildStatus> statuses() {
        Set<BuildStatus> statuses = EnumSet.noneOf(BuildStatus.class);
        for (String given : status == null ? Set.<String>of() : status) {
            BuildStatus constant = constant("status", given, BuildStatus.class);
            if (constant != null) {
                statuses.add(constant);
            }
        }
        return statuses;
    }

    private static <E extends Enum<E>> @Nullable E constant(String name, @Nullable String given, Class<E> type) {
        if (given == null) {
            return null;
        }
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(given)) {
                return constant;
            }
        }
        throw new UnreadableRequestException(name, "must be one of " + Arrays.toString(constants) + ".");
    }

    private static @Nullable Instant time(String name, @Nullable String given) {
        return given == null ? null : QueryParameters.time(name, given);
    }
}
