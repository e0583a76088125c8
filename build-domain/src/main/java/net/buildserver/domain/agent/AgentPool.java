package net.buildserver.domain.agent;

import net.buildserver.domain.build.BuildTargetType;

/**
 * A pool as {@code GET /api/v1/pools} shows it.
 *
 * @param targetType which pool
 * @param health health of its agents
 * @param queuedBuilds builds that wait for one of its agents
 */
public record AgentPool(BuildTargetType targetType, PoolHealth health, int queuedBuilds) {}
