package net.buildserver.orchestrator.scheduling;

import java.util.List;

/**
 * Why a build waits.
 *
 * @param reason in one sentence
 * @param impossible whether no enrolled agent could ever run it as it is
 * @param agents for every agent of its pool the one reason that it has not taken it
 */
public record WaitExplanation(String reason, boolean impossible, List<AgentReason> agents) {
    /**
     * An agent that has not taken the build.
     *
     * @param agentId the agent
     * @param reason why, in words
     */
    public record AgentReason(String agentId, String reason) {}
}
