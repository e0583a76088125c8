package net.buildserver.orchestrator.queue;

import org.jspecify.annotations.Nullable;

/**
 * What a project or a pool may have.
 *
 * @param kind what it limits
 * @param name name of the project or pool
 * @param weight share of a project among those that wait, 1 to 100; by default 1
 * @param maxRunning most tasks that run at once, or null for as many as there are agents
 */
public record QueueLimit(
        Kind kind, String name, int weight, @Nullable Integer maxRunning) {
    /** What a limit is about. */
    public enum Kind {
        /** All builds of a project. */
        project,
        /** All builds of a pool. */
        pool
    }
}
