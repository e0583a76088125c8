package net.buildserver.api.security;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A new agent that shows an enrolment token.
 *
 * @param token the token, to be used up in the transaction that writes the agent
 */
public record EnrolmentPrincipal(String token) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return "enrolment";
    }

    /** The token is a secret. */
    @Override
    public String toString() {
        return "EnrolmentPrincipal";
    }
}
