package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.util.Set;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import org.jspecify.annotations.Nullable;

/**
 * Which builds are wanted; null and empty want all.
 *
 * @param project project name
 * @param statuses states
 * @param branch ref as requested; a short name also finds {@code refs/heads/} and {@code refs/tags/} before it
 * @param requester e-mail address or user name of who asked
 * @param strategy how it is built
 * @param from earliest time of submission
 * @param to time of submission that is too late
 * @param text part of the project's, branch's, requester's or author's name or of the commit's message, or begin of the commit's id
 * @param agent an agent that accepted a task of it
 */
public record BuildFilter(
        @Nullable String project,
        Set<BuildStatus> statuses,
        @Nullable String branch,
        @Nullable String requester,
        @Nullable BuildStrategyType strategy,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text,
        @Nullable String agent) {
    /** Wants all builds. */
    public static final BuildFilter ALL = new BuildFilter(null, Set.of(), null, null, null, null, null);

    /** Wants builds whatever their text and agents. */
    public BuildFilter(
            @Nullable String project,
            Set<BuildStatus> statuses,
            @Nullable String branch,
            @Nullable String requester,
            @Nullable BuildStrategyType strategy,
            @Nullable Instant from,
            @Nullable Instant to) {
        this(project, statuses, branch, requester, strategy, from, to, null, null);
    }

    public BuildFilter {
        statuses = Set.copyOf(statuses);
    }
}
