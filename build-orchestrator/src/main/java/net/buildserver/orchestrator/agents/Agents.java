package net.buildserver.orchestrator.agents;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.domain.agent.AgentHealth;
import net.buildserver.domain.agent.AgentPool;
import net.buildserver.domain.agent.BuildAgent;
import net.buildserver.domain.agent.PoolHealth;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.Losses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The enrolled agents, as people see and steer them. */
public class Agents {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

    private final JdbcClient jdbc;
    private final AgentRows rows;
    private final InstantSource clock;
    private final Losses losses;
    private final Signals signals;

    Agents(JdbcClient jdbc, AgentRows rows, InstantSource clock, Losses losses, Signals signals) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
        this.losses = losses;
        this.signals = signals;
    }

    /** Returns all agents that were not revoked, by name. */
    public List<BuildAgent> list() {
        return rows.all().stream().map(AgentRow::toAgent).toList();
    }

    /** Returns an agent. */
    public Optional<BuildAgent> find(String agentId) {
        return rows.find(agentId).map(AgentRow::toAgent);
    }

    /** Returns the health of an agent. */
    public Optional<AgentHealth> health(String agentId) {
        return rows.find(agentId).map(row -> row.toHealth(clock.instant()));
    }

    /** Returns every pool, with or without agents. */
    public List<AgentPool> pools() {
        Map<BuildTargetType, List<AgentRow>> agents =
                rows.all().stream().collect(Collectors.groupingBy(AgentRow::targetType));
        Map<String, Integer> queued = queuedBuilds();
        return Arrays.stream(BuildTargetType.values())
                .map(pool -> new AgentPool(
                        pool, health(agents.getOrDefault(pool, List.of())), queued.getOrDefault(pool.name(), 0)))
                .toList();
    }

    private static PoolHealth health(List<AgentRow> agents) {
        return new PoolHealth(
                agents.size(),
                (int) agents.stream().filter(AgentRow::isHealthy).count(),
                (int) agents.stream().filter(AgentRow::isBuilding).count(),
                (int) agents.stream().filter(AgentRow::isIdle).count());
    }

    private Map<String, Integer> queuedBuilds() {
        return jdbc
                .sql("select target_pool, count(*) as waiting from builds where status = 'Queued' group by target_pool")
                .query((row, number) -> Map.entry(row.getString("target_pool"), row.getInt("waiting")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Takes an agent out of service or puts it back; builds that it runs go on.
     *
     * @throws AgentNotFoundException if there is no such agent
     */
    public void setMaintenance(String agentId, boolean maintenance) {
        String id = jdbc.sql("""
                        update agents set maintenance = :maintenance, drain_reason = null,
                          in_service_since = case when :maintenance then in_service_since else now() end
                        where id = :agent and revoked_at is null
                        returning id
                        """)
                .param("maintenance", maintenance)
                .param("agent", agentId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new AgentNotFoundException(agentId));
        signals.publish("waiting:" + id);
    }

    /**
     * Tells an agent's process what to do with itself; it hears of it with its next heartbeat, which is at once if it waits for
     * work and within a few seconds if it builds.
     *
     * @throws AgentNotFoundException if there is no such agent
     */
    public void command(String agentId, AgentCommand command) {
        int updated = jdbc.sql("""
                        update agents set command = :command,
                          polling_until = case when :command = 'Run' then polling_until end
                        where id = :agent and revoked_at is null
                        """)
                .param("command", command.name())
                .param("agent", agentId)
                .update();
        if (updated == 0) {
            throw new AgentNotFoundException(agentId);
        }
        signals.publish("recall:" + agentId);
        signals.publish("waiting:" + agentId);
        LOG.info("Agent {} is told to {}.", agentId, command);
    }

    /**
     * Takes an agent's credential away for good. What it was running is lost and queued again.
     *
     * @throws AgentNotFoundException if there is no such agent
     */
    public void revoke(String agentId) {
        int updated = jdbc.sql("""
                        update agents set revoked_at = now(), session_id = null, polling_until = null
                        where id = :agent and revoked_at is null
                        """).param("agent", agentId).update();
        if (updated == 0) {
            throw new AgentNotFoundException(agentId);
        }
        signals.publish("agents");
        signals.publish("recall:" + agentId);
        List<UUID> live = jdbc.sql(
                        "select id from attempts where agent_id = :agent and state in ('Offered', 'Accepted')")
                .param("agent", agentId)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        live.forEach(attempt -> losses.lose(attempt, "The agent was removed."));
        LOG.info("Agent {} was removed; {} attempts were taken from it.", agentId, live.size());
    }

    /** Returns the agent whose credential has this hash, if it was not revoked. */
    public Optional<String> byCredential(byte[] sha256) {
        return jdbc.sql("select id from agents where credential_sha256 = :sha256 and revoked_at is null")
                .param("sha256", sha256)
                .query(String.class)
                .optional();
    }
}
