package net.buildserver.domain.protocol;

/**
 * An agent that can take tasks of a build at this time.
 *
 * @param agentId the agent
 * @param slots how many tasks it runs at once
 * @param cpuCores number of CPU cores
 */
public record CapableAgent(String agentId, int slots, int cpuCores) {
    public CapableAgent {
        Wire.required(agentId, "agents.agentId");
    }
}
