package net.buildserver.orchestrator.insights;

/**
 * What an agent did.
 *
 * @param agentId the agent
 * @param pool its pool
 * @param attempts tries of tasks that it took
 * @param lost those that it never finished
 * @param busySeconds seconds that its slots were taken, added up
 * @param averageBusySlots how many of its slots were taken on average over the whole time
 */
public record AgentUse(
        String agentId, String pool, long attempts, long lost, double busySeconds, double averageBusySlots) {}
