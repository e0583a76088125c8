package net.buildserver.api.security;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The agent that sent the request; controllers ask for it with {@code @AuthenticationPrincipal}.
 *
 * @param agentId its id
 */
public record AgentPrincipal(String agentId) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return agentId;
    }
}
