package net.buildserver.orchestrator.agents;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.domain.protocol.AttemptDirective;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.lease.Losses;
import net.buildserver.orchestrator.platform.StoredJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts of agent processes. */
public class AgentSessions {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSessions.class);

    private final JdbcClient jdbc;
    private final LeaseTerms terms;
    private final Losses losses;

    AgentSessions(JdbcClient jdbc, LeaseTerms terms, Losses losses) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.losses = losses;
    }

    private record Live(UUID attemptId, boolean accepted, boolean cancelRequested) {}

    /**
     * Makes {@code start}'s process the agent's only one. Attempts that it does not hold are lost, each in a transaction of its
     * own, and their tasks wait again at once; those that it holds get their lease renewed.
     *
     * @throws ProtocolMismatchException if the agent speaks another version
     * @throws AgentNotFoundException if the agent was revoked meanwhile
     */
    public SessionSettings start(String agentId, SessionStart start) {
        Enrolments.requireVersion(start.protocolVersion());
        begin(agentId, start);
        List<Live> live = live(agentId);
        for (Live attempt : live) {
            if (!attempt.accepted() || !start.heldAttempts().contains(attempt.attemptId())) {
                losses.lose(attempt.attemptId(), "The agent was restarted and no longer had it.");
            }
        }
        renew(agentId, start.heldAttempts());
        LOG.info(
                "Agent {} started a session and holds {} attempts.",
                agentId,
                start.heldAttempts().size());
        return new SessionSettings(
                agentId,
                terms.lease(),
                terms.heartbeat(),
                terms.idleHeartbeat(),
                terms.poll(),
                start.heldAttempts().stream()
                        .map(held -> new AttemptDirective(held, directive(held, live.stream())))
                        .toList());
    }

    private static Directive directive(UUID held, Stream<Live> live) {
        Optional<Live> attempt = live.filter(
                        one -> one.accepted() && one.attemptId().equals(held))
                .findFirst();
        if (attempt.isEmpty()) {
            return Directive.Abandon;
        }
        return attempt.get().cancelRequested() ? Directive.Cancel : Directive.Continue;
    }

    private void begin(String agentId, SessionStart start) {
        int updated = jdbc.sql("""
                        update agents
                        set session_id = :session, hostname = :hostname, agent_version = :version,
                            capabilities = :capabilities::jsonb, started_at = least(:startedAt, now()),
                            last_heartbeat = now(), polling_until = null,
                            -- To drain or to stop is said to a process; a pause holds for the agent.
                            command = case command when 'Pause' then 'Pause' else 'Run' end
                        where id = :agent and revoked_at is null
                        """)
                .param("session", start.sessionId())
                .param("hostname", CapabilityRules.text(start.hostname()))
                .param("version", CapabilityRules.text(start.agentVersion()))
                .param("capabilities", StoredJson.write(CapabilityRules.clean(start.capabilities())))
                .param("startedAt", OffsetDateTime.ofInstant(start.startedAt(), ZoneOffset.UTC))
                .param("agent", agentId)
                .update();
        if (updated == 0) {
            throw new AgentNotFoundException(agentId);
        }
    }

    private List<Live> live(String agentId) {
        return jdbc.sql("""
                        select id, state = 'Accepted' as accepted, cancel_requested from attempts
                        where agent_id = :agent and state in ('Offered', 'Accepted')
                        """)
                .param("agent", agentId)
                .query((row, number) -> new Live(
                        row.getObject("id", UUID.class),
                        row.getBoolean("accepted"),
                        row.getBoolean("cancel_requested")))
                .list();
    }

    private void renew(String agentId, List<UUID> held) {
        if (!held.isEmpty()) {
            jdbc.sql("""
                            update attempts set lease_until = now() + :lease * interval '1 ms'
                            where agent_id = :agent and state = 'Accepted' and id = any(:held)
                            """)
                    .param("lease", terms.lease().toMillis())
                    .param("agent", agentId)
                    .param("held", held.toArray(UUID[]::new))
                    .update();
        }
    }
}
