package net.buildserver.domain.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.agent.BuildAgentCapabilities;

/**
 * {@code POST /agent/v1/session}: an agent process says that it is there. Attempts of earlier processes that are not among
 * the held ones are lost, and their tasks are queued again at once.
 *
 * @param protocolVersion {@link AgentProtocol#VERSION} of the agent
 * @param sessionId identifier of the process, new at every start
 * @param agentVersion version of the agent's program
 * @param hostname name of its machine
 * @param startedAt when the process started, by the agent's clock
 * @param capabilities what it can do
 * @param heldAttempts attempts that it still works on or has results of in its spool
 */
public record SessionStart(
        int protocolVersion,
        UUID sessionId,
        String agentVersion,
        String hostname,
        Instant startedAt,
        BuildAgentCapabilities capabilities,
        List<UUID> heldAttempts) {
    public SessionStart {
        Wire.required(sessionId, "sessionId");
        Wire.required(agentVersion, "agentVersion");
        Wire.required(hostname, "hostname");
        Wire.required(startedAt, "startedAt");
        Wire.required(capabilities, "capabilities");
        heldAttempts = Wire.list(heldAttempts);
    }
}
