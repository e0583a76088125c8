package net.buildserver.orchestrator.scheduling;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses an agent for a task: a warm one first, then an idle one, then the one with the least load. */
class Placement {
    private final WarmAgents warm;

    Placement(WarmAgents warm) {
        this.warm = warm;
    }

    Optional<WaitingAgent> choose(WaitingTask task, List<WaitingAgent> agents, Set<Candidates.Refusal> refusals) {
        String required = task.requiredSdk();
        return agents.stream()
                .filter(agent -> required == null || agent.hasSdk(required))
                .filter(agent -> !refusals.contains(new Candidates.Refusal(task.taskId(), agent.agentId())))
                .min(Comparator.comparing((WaitingAgent agent) -> !warm.isWarm(agent.agentId(), task.projectName()))
                        .thenComparingInt(WaitingAgent::live)
                        .thenComparingDouble(WaitingAgent::cpuUsage)
                        .thenComparing(WaitingAgent::agentId));
    }
}
