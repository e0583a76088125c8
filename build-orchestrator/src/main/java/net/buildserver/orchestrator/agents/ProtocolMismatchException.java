package net.buildserver.orchestrator.agents;

import net.buildserver.orchestrator.OrchestratorException;

/** Server and agent speak different versions of the protocol (426). */
public final class ProtocolMismatchException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Creates the refusal. */
    public ProtocolMismatchException(int agentVersion, int serverVersion) {
        super("The agent speaks version " + agentVersion + " of the agent protocol, this server version "
                + serverVersion + "; install the agent that came with the server.");
    }
}
