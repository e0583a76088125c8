package net.buildserver.domain.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Health of an agent, as {@code GET /api/v1/agents/{agentId}/health} shows it.
 *
 * @param agentId the agent
 * @param healthy whether it can take builds and no check is unhealthy
 * @param status what it is doing
 * @param cpuUsage CPU use in per cent
 * @param memoryUsage memory use in per cent
 * @param diskSpaceAvailableGB free disk space in GiB
 * @param lastHeartbeat when it was last heard of, or null if never
 * @param uptime how long its process has been running, or null while it is offline
 * @param checks its checks
 */
public record AgentHealth(
        String agentId,
        boolean healthy,
        BuildAgentStatus status,
        double cpuUsage,
        double memoryUsage,
        long diskSpaceAvailableGB,
        @Nullable Instant lastHeartbeat,
        @Nullable Duration uptime,
        List<HealthCheck> checks) {
    public AgentHealth {
        checks = List.copyOf(checks);
    }
}
