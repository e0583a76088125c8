package net.buildserver.domain.agent;

/**
 * Load of an agent's machine.
 *
 * @param cpuUsage CPU use in per cent of all cores, 0 to 100
 * @param memoryUsage memory use in per cent, 0 to 100
 * @param diskSpaceAvailableGB free disk space where workspaces lie, in GiB
 */
public record AgentResourceUsage(double cpuUsage, double memoryUsage, long diskSpaceAvailableGB) {}
