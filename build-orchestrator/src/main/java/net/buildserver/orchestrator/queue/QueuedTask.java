package net.buildserver.orchestrator.queue;

import java.util.UUID;

/**
 * A task in the queue.
 *
 * @param taskId the task
 * @param pool the pool whose agents may run it
 * @param score its place, lowest first: milliseconds since 1970 at which it became ready, less its priority's head start
 */
public record QueuedTask(UUID taskId, String pool, double score) {}
