package net.buildserver.orchestrator.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the queue was at a time.
 *
 * @param at end of a step of time
 * @param waiting builds that waited then
 * @param running builds that ran then
 * @param started builds that started within the step
 * @param waitP50 how long half of those had waited at most, in seconds, or null if none started
 * @param waitP95 how long 95 of 100 of those had waited at most, in seconds, or null if none started
 */
public record QueueMoment(
        Instant at,
        int waiting,
        int running,
        int started,
        @Nullable Double waitP50,
        @Nullable Double waitP95) {}
