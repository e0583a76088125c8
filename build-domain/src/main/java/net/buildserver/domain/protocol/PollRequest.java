package net.buildserver.domain.protocol;

import java.util.UUID;
import net.buildserver.domain.agent.AgentResourceUsage;

/**
 * {@code POST /agent/v1/poll}: an agent with a free slot waits for work.
 *
 * @param sessionId identifier of the agent's process
 * @param freeSlots number of builds it could start now, at least 1
 * @param usage load of its machine
 */
public record PollRequest(UUID sessionId, int freeSlots, AgentResourceUsage usage) {
    public PollRequest {
        Wire.required(sessionId, "sessionId");
        Wire.required(usage, "usage");
    }
}
