package net.buildserver.domain.agent;

/**
 * Health of a pool (specification, "PoolHealth").
 *
 * @param totalAgents enrolled agents
 * @param healthyAgents agents that are online and healthy
 * @param busyAgents agents that are building
 * @param idleAgents agents that wait for work
 */
public record PoolHealth(int totalAgents, int healthyAgents, int busyAgents, int idleAgents) {}
