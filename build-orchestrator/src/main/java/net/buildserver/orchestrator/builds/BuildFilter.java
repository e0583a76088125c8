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
 */
public record BuildFilter(
        @Nullable String project,
        Set<BuildStatus> statuses,
        @Nullable String branch,
        @Nullable String requester,
        @Nullable BuildStrategyType strategy,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** Wants all builds. */
    public static final BuildFilter ALL = new BuildFilter(null, Set.of(), null, null, null, null, null);

    public BuildFilter {
        statuses = Set.copyOf(statuses);
    }
}
