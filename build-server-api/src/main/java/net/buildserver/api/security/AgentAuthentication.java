package net.buildserver.api.security;

import java.util.Optional;

/**
 * Knows the agents' credentials and the enrolment tokens. Both methods are called with text from outside, for each request, and
 * compare hashes only.
 */
public interface AgentAuthentication {
    /** Returns the id of the agent whose valid, not revoked credential this is. */
    Optional<String> agentOf(String credential);

    /**
     * Returns whether the token may enrol an agent now. This only lets the request in: using up a one-use token is up to the
     * transaction that writes the new agent.
     */
    boolean mayEnrol(String enrolmentToken);
}
