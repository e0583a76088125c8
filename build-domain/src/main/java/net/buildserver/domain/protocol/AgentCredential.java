package net.buildserver.domain.protocol;

/**
 * Answer to a registration: who the agent is from now on. The credential is shown this once; the server keeps its hash.
 *
 * @param agentId identifier of the agent
 * @param credential bearer token for every other agent endpoint
 */
public record AgentCredential(String agentId, String credential) {
    public AgentCredential {
        Wire.required(agentId, "agentId");
        Wire.required(credential, "credential");
    }

    /** Never shows the credential, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "AgentCredential[agentId=" + agentId + ", credential=***REDACTED***]";
    }
}
