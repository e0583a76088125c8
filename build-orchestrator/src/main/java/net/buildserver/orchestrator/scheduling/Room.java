package net.buildserver.orchestrator.scheduling;

import java.util.HashMap;
import java.util.Map;
import net.buildserver.orchestrator.queue.QueueLimit;
import net.buildserver.orchestrator.queue.QueueLimits;
import org.jspecify.annotations.Nullable;

/** How many more tasks may run, by the limits of the pool and of each project. Used within one pass. */
class Room {
    /** No limit is set. */
    static final Room UNLIMITED = new Room(null, "", Map.of(), Map.of());

    private final @Nullable QueueLimits limits;
    private final String pool;
    private final Map<String, Integer> projects;
    private final Map<String, Integer> pools;

    private Room(@Nullable QueueLimits limits, String pool, Map<String, Integer> projects, Map<String, Integer> pools) {
        this.limits = limits;
        this.pool = pool;
        this.projects = projects;
        this.pools = pools;
    }

    static Room of(QueueLimits limits, RunningTasks running, String pool) {
        return new Room(limits, pool, new HashMap<>(running.byProject()), new HashMap<>(running.byPool()));
    }

    boolean inPool() {
        return has(QueueLimit.Kind.pool, pool, pools);
    }

    boolean inProject(String project) {
        return has(QueueLimit.Kind.project, project, projects);
    }

    private boolean has(QueueLimit.Kind kind, String name, Map<String, Integer> running) {
        Integer most = limits == null ? null : limits.of(kind, name).maxRunning();
        return most == null || running.getOrDefault(name, 0) < most;
    }

    void take(String project) {
        if (limits != null) {
            projects.merge(project, 1, Integer::sum);
            pools.merge(pool, 1, Integer::sum);
        }
    }
}
