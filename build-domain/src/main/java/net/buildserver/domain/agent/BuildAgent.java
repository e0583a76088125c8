package net.buildserver.domain.agent;

import java.time.Instant;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the API shows it (specification, "BuildAgent").
 *
 * @param agentId identifier, readable and unique
 * @param hostname name of its machine
 * @param targetType pool that it belongs to
 * @param status what it is doing
 * @param currentJob project that it is building, or null
 * @param cpuUsage CPU use in per cent
 * @param memoryUsage memory use in per cent
 * @param lastHeartbeat when it was last heard of, or null if never
 * @param agentVersion version of its program
 * @param capabilities what it can do
 */
public record BuildAgent(
        String agentId,
        String hostname,
        BuildTargetType targetType,
        BuildAgentStatus status,
        @Nullable String currentJob,
        double cpuUsage,
        double memoryUsage,
        @Nullable Instant lastHeartbeat,
        String agentVersion,
        BuildAgentCapabilities capabilities) {}
