package net.buildserver.api.security;

import java.util.List;
import java.util.Optional;
import net.buildserver.api.platform.LogContext;
import net.buildserver.domain.protocol.AgentProtocol;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Knows agents' credentials and enrolment tokens by their prefixes. */
@Component
final class AgentCredentialCheck implements CredentialCheck {
    private static final int MAX_LENGTH = 255;

    private final ObjectProvider<AgentAuthentication> agents;

    AgentCredentialCheck(ObjectProvider<AgentAuthentication> agents) {
        this.agents = agents;
    }

    @Override
    public boolean ofAgents() {
        return true;
    }

    @Override
    public Optional<Authentication> check(String credential) {
        AgentAuthentication known = agents.getIfAvailable();
        if (known == null || credential.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (credential.startsWith(AgentProtocol.CREDENTIAL_PREFIX)) {
            return known.agentOf(credential).map(AgentCredentialCheck::agent);
        }
        if (credential.startsWith(AgentProtocol.ENROLMENT_TOKEN_PREFIX) && known.mayEnrol(credential)) {
            return Optional.of(authentication(new EnrolmentPrincipal(credential), Access.Enrolment));
        }
        return Optional.empty();
    }

    private static Authentication agent(String agentId) {
        MDC.put(LogContext.AGENT, agentId);
        return authentication(new AgentPrincipal(agentId), Access.Agent);
    }

    private static Authentication authentication(Object principal, Access access) {
        return UsernamePasswordAuthenticationToken.authenticated(
                principal, null, List.of(new SimpleGrantedAuthority(access.authority())));
    }
}
