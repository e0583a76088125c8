package net.buildserver.orchestrator.cache;

import java.util.UUID;

/**
 * An attempt that uses the cache.
 *
 * @param attemptId its identifier
 * @param agentId its agent
 * @param buildId its build
 * @param lanes where it reads and writes
 * @param replaces whether its entries take the place of existing ones, since its build was asked not to trust these
 */
record CachingAttempt(UUID attemptId, String agentId, UUID buildId, CacheLanes lanes, boolean replaces) {}
