package net.buildserver.orchestrator.agents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.buildserver.domain.agent.AgentHealth;
import net.buildserver.domain.agent.BuildAgent;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.agent.BuildAgentStatus;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/** An agent as the database has it, with its status derived. */
record AgentRow(
        String agentId,
        String hostname,
        BuildTargetType targetType,
        BuildAgentStatus status,
        int liveAttempts,
        @Nullable String currentJob,
        double cpuUsage,
        double memoryUsage,
        long diskGb,
        @Nullable Instant startedAt,
        @Nullable Instant lastHeartbeat,
        String agentVersion,
        BuildAgentCapabilities capabilities,
        List<HealthCheck> checks) {

    boolean isBuilding() {
        return status != BuildAgentStatus.Offline && liveAttempts > 0;
    }

    boolean isIdle() {
        return status == BuildAgentStatus.Idle;
    }

    boolean isHealthy() {
        return status != BuildAgentStatus.Offline
                && checks.stream().noneMatch(check -> check.status() == HealthStatus.Unhealthy);
    }

    BuildAgent toAgent() {
        return new BuildAgent(
                agentId,
                hostname,
                targetType,
                status,
                currentJob,
                cpuUsage,
                memoryUsage,
                lastHeartbeat,
                agentVersion,
                capabilities);
    }

    AgentHealth toHealth(Instant now) {
        return new AgentHealth(
                agentId,
                isHealthy() && status != BuildAgentStatus.Maintenance,
                status,
                cpuUsage,
                memoryUsage,
                diskGb,
                lastHeartbeat,
                uptime(now),
                checks);
    }

    private @Nullable Duration uptime(Instant now) {
        if (startedAt == null || status == BuildAgentStatus.Offline) {
            return null;
        }
        Duration uptime = Duration.ofSeconds(Duration.between(startedAt, now).toSeconds());
        return uptime.isNegative() ? Duration.ZERO : uptime;
    }
}
