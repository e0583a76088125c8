package net.buildserver.orchestrator.agents;

import net.buildserver.orchestrator.OrchestratorException;

/** The agent's process is not the one that started its last session (409). */
public final class SessionReplacedException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Creates the refusal. */
    public SessionReplacedException(String agentId) {
        super("Another process runs as agent " + agentId + "; give each agent its own data folder and credential.");
    }
}
