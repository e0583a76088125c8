package net.buildserver.orchestrator.agents;

import net.buildserver.orchestrator.OrchestratorException;

/** There is no such agent (404). */
public final class AgentNotFoundException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Creates the refusal. */
    public AgentNotFoundException(String agentId) {
        super("There is no agent '" + agentId + "'.");
    }
}
