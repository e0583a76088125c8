package net.buildserver.orchestrator.builds;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a build stands in its pool's queue, and what the history of its project lets expect. What is not known is null,
 * never guessed.
 *
 * @param position place in the queue, 1 for the next one, or null if the build does not wait
 * @param startTime when it may start, or null without history or agents
 * @param duration how long it may run: the median of the last builds of the same project and strategy, or null if there are none
 */
public record QueueEstimate(
        @Nullable Integer position,
        @Nullable Instant startTime,
        @Nullable Duration duration) {
    /** Nothing is known. */
    public static final QueueEstimate NONE = new QueueEstimate(null, null, null);
}
