package net.buildserver.orchestrator.queue;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The order in which the ready tasks of each pool are offered. It holds ids only and may be lost at any moment: PostgreSQL is
 * the truth, and {@link QueueSweep} fills the queue again. Every method may throw {@link
 * org.springframework.dao.DataAccessException} when the queue cannot be reached.
 */
public interface JobQueue {
    /** Adds tasks; adding one that is there already changes nothing but its place. */
    void add(Collection<QueuedTask> tasks);

    /** Returns up to {@code limit} tasks of {@code pool}, the first one first, and leaves them in the queue. */
    List<UUID> first(String pool, int limit);

    /** Takes tasks out; those that are not there are ignored. */
    void remove(String pool, Collection<UUID> taskIds);

    /** Returns the number of tasks that wait in {@code pool}. */
    long size(String pool);
}
