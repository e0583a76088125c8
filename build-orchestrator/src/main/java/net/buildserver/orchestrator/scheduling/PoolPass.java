package net.buildserver.orchestrator.scheduling;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.orchestrator.queue.QueueLimit;
import net.buildserver.orchestrator.queue.QueueLimits;

/** Matches the waiting tasks of one pool with its waiting agents, once. */
class PoolPass {
    /** So many tasks are looked at in one pass before others get their turn. */
    private static final int MOST_LOOKED_AT = 5000;

    private final WarmAgents warm;
    private final Placement placement;
    private final QueueLimits limits;
    private final RunningTasks running;
    private final InstantSource clock;

    PoolPass(WarmAgents warm, QueueLimits limits, RunningTasks running, InstantSource clock) {
        this.warm = warm;
        this.placement = new Placement(warm);
        this.limits = limits;
        this.running = running;
        this.clock = clock;
    }

    /** Returns who is to be offered what. Each agent is named once, since its poll is answered once. */
    List<Pair> run(String pool, PoolModel model) {
        if (!model.canOffer()) {
            return List.of();
        }
        long now = clock.millis();
        Room room = limits.anyMaximum() ? Room.of(limits, running, pool) : Room.UNLIMITED;
        FairOrder order = new FairOrder(
                model.lanes(),
                model.share(),
                project -> limits.of(QueueLimit.Kind.project, project).weight(),
                now);
        Map<String, WaitingAgent> free = new HashMap<>();
        model.agents().forEach(agent -> free.put(agent.agentId(), agent));
        Set<Object> hopeless = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        int looked = 0;
        for (WaitingTask task = order.next();
                task != null && !free.isEmpty() && looked < MOST_LOOKED_AT && room.inPool();
                task = order.next()) {
            looked++;
            if (!room.inProject(task.projectName()) || hopeless.contains(wish(task))) {
                continue;
            }
            Optional<WaitingAgent> agent = placement.choose(task, free.values(), now);
            if (agent.isEmpty()) {
                // Others that ask for the same find nobody in this pass either.
                if (task.refusedBy().isEmpty()) {
                    hopeless.add(wish(task));
                }
                continue;
            }
            free.remove(agent.get().agentId());
            order.taken(task);
            room.take(task.projectName());
            warm.offered(agent.get().agentId(), task);
            pairs.add(new Pair(task, agent.get().agentId()));
        }
        return pairs;
    }

    private record Wish(Object sdk, AgentNeeds needs) {}

    private static Wish wish(WaitingTask task) {
        return new Wish(task.sdk() == null ? "" : task.sdk(), task.needs());
    }

    /**
     * A task and the agent that it is to be offered to.
     *
     * @param task the task
     * @param agentId the agent
     */
    record Pair(WaitingTask task, String agentId) {}
}
