package net.buildserver.orchestrator.scheduling;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What waits in one pool, in the memory of the node that leads; used by the scheduler's one thread. */
final class PoolModel {
    private final Map<UUID, WaitingTask> tasks = new HashMap<>();
    private final Map<Lane.Key, Lane> lanes = new HashMap<>();
    private final Map<String, WaitingAgent> agents = new LinkedHashMap<>();
    private final FairShare share = new FairShare();

    void put(WaitingTask task) {
        remove(task.taskId());
        tasks.put(task.taskId(), task);
        lanes.computeIfAbsent(Lane.Key.of(task), key -> new Lane()).add(task);
    }

    void remove(UUID taskId) {
        WaitingTask known = tasks.remove(taskId);
        if (known != null) {
            Lane.Key key = Lane.Key.of(known);
            Lane lane = lanes.get(key);
            if (lane != null) {
                lane.remove(known);
                if (lane.isEmpty()) {
                    lanes.remove(key);
                }
            }
        }
    }

    void put(WaitingAgent agent) {
        agents.put(agent.agentId(), agent);
    }

    void removeAgent(String agentId) {
        agents.remove(agentId);
    }

    Set<UUID> taskIds() {
        return Set.copyOf(tasks.keySet());
    }

    Set<String> agentIds() {
        return Set.copyOf(agents.keySet());
    }

    boolean canOffer() {
        return !tasks.isEmpty() && !agents.isEmpty();
    }

    Collection<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    Collection<WaitingAgent> agents() {
        return agents.values();
    }

    FairShare share() {
        return share;
    }
}
