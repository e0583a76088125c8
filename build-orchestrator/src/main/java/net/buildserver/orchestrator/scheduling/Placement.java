package net.buildserver.orchestrator.scheduling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Chooses an agent for a task: one that has its workspace, else one that built its project last, then an idle one, then the one with
 * the least load.
 */
class Placement {
    private final WarmAgents warm;

    Placement(WarmAgents warm) {
        this.warm = warm;
    }

    Optional<WaitingAgent> choose(WaitingTask task, Collection<WaitingAgent> agents, long nowMillis) {
        return agents.stream()
                .filter(agent -> Match.obstacle(task, agent).isEmpty())
                .filter(agent -> !Match.refused(task, agent, nowMillis))
                .min(Comparator.comparingInt((WaitingAgent agent) -> warm.distance(agent.agentId(), task))
                        .thenComparingInt(WaitingAgent::live)
                        .thenComparingDouble(WaitingAgent::cpuUsage)
                        .thenComparing(WaitingAgent::agentId));
    }
}
