package net.buildserver.orchestrator.agents;

import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.orchestrator.platform.StoredJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Lets agents join. */
public class Enrolments {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);
    private static final int MOST_NAMES = 10_000;

    private final JdbcClient jdbc;
    private final EnrolmentTokens tokens;

    Enrolments(JdbcClient jdbc, EnrolmentTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /**
     * Registers an agent and gives it its own credential, shown this once.
     *
     * @throws ProtocolMismatchException if the agent speaks another version
     * @throws EnrolmentRefusedException if the token does not allow it
     */
    @Transactional
    public AgentCredential register(String enrolmentToken, AgentRegistration registration) {
        requireVersion(registration.protocolVersion());
        tokens.consume(enrolmentToken, registration.targetType());
        String credential = BearerSecret.create(AgentProtocol.CREDENTIAL_PREFIX);
        String name = registration.name();
        String readable = AgentNames.readable(name == null ? registration.hostname() : name);
        for (int number = 1; number <= MOST_NAMES; number++) {
            String agentId = AgentNames.candidate(readable, number);
            if (insert(agentId, credential, registration)) {
                LOG.info("Agent {} joined the pool {}.", agentId, registration.targetType());
                return new AgentCredential(agentId, credential);
            }
        }
        throw new IllegalStateException("No free name for an agent called " + readable + ".");
    }

    static void requireVersion(int version) {
        if (version != AgentProtocol.VERSION) {
            throw new ProtocolMismatchException(version, AgentProtocol.VERSION);
        }
    }

    /** A name stays taken after its agent was revoked, since builds still tell of that agent. */
    private boolean insert(String agentId, String credential, AgentRegistration registration) {
        return jdbc.sql("""
                        insert into agents (id, hostname, target_type, credential_sha256, agent_version, capabilities)
                        values (:id, :hostname, :pool, :sha256, :version, :capabilities::jsonb)
                        on conflict (id) do nothing
                        """)
                        .param("id", agentId)
                        .param("hostname", CapabilityRules.text(registration.hostname()))
                        .param("pool", registration.targetType().name())
                        .param("sha256", BearerSecret.sha256(credential))
                        .param("version", CapabilityRules.text(registration.agentVersion()))
                        .param("capabilities", StoredJson.write(CapabilityRules.clean(registration.capabilities())))
                        .update()
                == 1;
    }
}
