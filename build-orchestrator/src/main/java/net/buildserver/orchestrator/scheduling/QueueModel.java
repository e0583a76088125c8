package net.buildserver.orchestrator.scheduling;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The pools of the node that leads: brought up to date by ids that signals name, and compared with the database by sweeps. */
final class QueueModel {
    private final Candidates candidates;
    private final Map<String, PoolModel> pools = new HashMap<>();

    QueueModel(Candidates candidates) {
        this.candidates = candidates;
    }

    PoolModel pool(String name) {
        return pools.computeIfAbsent(name, key -> new PoolModel());
    }

    Collection<String> poolNames() {
        return List.copyOf(pools.keySet());
    }

    void clear() {
        pools.clear();
    }

    /** Reads these tasks and agents again. */
    void refresh(Set<UUID> taskIds, Set<String> agentIds) {
        if (!taskIds.isEmpty()) {
            pools.values().forEach(pool -> taskIds.forEach(pool::remove));
            candidates.tasks(taskIds).forEach(task -> pool(task.pool()).put(task));
        }
        if (!agentIds.isEmpty()) {
            pools.values().forEach(pool -> agentIds.forEach(pool::removeAgent));
            candidates.agents(agentIds).forEach(agent -> pool(agent.pool()).put(agent));
        }
    }

    /** Finds what no signal told of; only what differs is read whole. */
    void sweep() {
        Set<UUID> waiting = new HashSet<>(candidates.taskIds());
        Set<UUID> known = new HashSet<>();
        pools.values().forEach(pool -> known.addAll(pool.taskIds()));
        Set<String> polling = new HashSet<>(candidates.agentIds());
        pools.values().forEach(pool -> polling.addAll(pool.agentIds()));
        refresh(difference(waiting, known), polling);
    }

    private static Set<UUID> difference(Set<UUID> one, Set<UUID> other) {
        Set<UUID> different = new HashSet<>(one);
        different.removeAll(other);
        other.stream().filter(id -> !one.contains(id)).forEach(different::add);
        return different;
    }
}
