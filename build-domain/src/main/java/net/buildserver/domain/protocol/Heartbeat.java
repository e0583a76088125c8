package net.buildserver.domain.protocol;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.agent.HealthCheck;

/**
 * {@code POST /agent/v1/heartbeat}: renews every lease of the agent at once.
 *
 * @param sessionId identifier of the agent's process
 * @param attempts attempts that it works on
 * @param usage load of its machine
 * @param checks health checks
 * @param paused whether it takes no new builds
 */
public record Heartbeat(
        UUID sessionId, List<UUID> attempts, AgentResourceUsage usage, List<HealthCheck> checks, boolean paused) {
    public Heartbeat {
        Wire.required(sessionId, "sessionId");
        Wire.required(usage, "usage");
        attempts = Wire.list(attempts);
        checks = Wire.list(checks);
    }
}
