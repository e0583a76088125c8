package net.buildserver.orchestrator.scheduling;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.protocol.CapableAgent;
import net.buildserver.orchestrator.tasks.CapableAgents;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the agents that a task's own matching would admit, whether they are free or not. */
final class InService implements CapableAgents {
    private final Candidates candidates;
    private final PoolAgents agents;

    InService(JdbcClient jdbc) {
        this.candidates = new Candidates(jdbc);
        this.agents = new PoolAgents(jdbc);
    }

    @Override
    public List<CapableAgent> of(UUID taskId) {
        return candidates
                .task(taskId)
                .map(task -> agents.of(task.pool()).stream()
                        .filter(PoolAgents.State::inService)
                        .filter(state -> Match.obstacle(task, state.agent()).isEmpty())
                        .map(state -> new CapableAgent(state.agent().agentId(), state.slots(), state.cores()))
                        .toList())
                .orElse(List.of());
    }
}
