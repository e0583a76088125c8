package net.buildserver.orchestrator.agents;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.domain.protocol.AttemptDirective;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.orchestrator.lease.InvalidReportException;
import net.buildserver.orchestrator.lease.LeaseMetrics;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What agents tell of themselves while they run: heartbeats and polls, one statement each. */
public class AgentPresence {
    private static final double FULL = 100;
    private static final int MOST_ATTEMPTS = 1000;

    private final JdbcClient jdbc;
    private final LeaseTerms terms;
    private final LeaseMetrics metrics;

    AgentPresence(JdbcClient jdbc, LeaseTerms terms, LeaseMetrics metrics) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.metrics = metrics;
    }

    private record Renewed(
            @Nullable String command, @Nullable UUID attemptId, boolean cancelRequested) {}

    /**
     * Renews every lease that the heartbeat names.
     *
     * @throws SessionReplacedException if the process is not the one of the agent's session
     */
    public HeartbeatAnswer heartbeat(String agentId, Heartbeat heartbeat) {
        if (heartbeat.attempts().size() > MOST_ATTEMPTS) {
            throw new InvalidReportException("attempts", "must name at most " + MOST_ATTEMPTS + " attempts.");
        }
        List<Renewed> renewed = jdbc.sql("""
                        with agent as (
                            update agents
                            set last_heartbeat = now(), cpu_usage = :cpu, memory_usage = :memory, disk_gb = :disk,
                                checks = :checks::jsonb, paused = :paused
                            where id = :agent and session_id = :session and revoked_at is null
                            returning command),
                        leases as (
                            update attempts set lease_until = now() + :lease * interval '1 ms'
                            where agent_id = :agent and state = 'Accepted' and id = any(:attempts)
                              and exists (select 1 from agent)
                            returning id, cancel_requested)
                        select (select command from agent) as command, leases.id, leases.cancel_requested
                        from (select 1) one left join leases on true
                        """)
                .param("cpu", percent(heartbeat.usage().cpuUsage()))
                .param("memory", percent(heartbeat.usage().memoryUsage()))
                .param("disk", Math.max(0, heartbeat.usage().diskSpaceAvailableGB()))
                .param("checks", StoredJson.write(CapabilityRules.clean(heartbeat.checks())))
                .param("paused", heartbeat.paused())
                .param("agent", agentId)
                .param("session", heartbeat.sessionId())
                .param("lease", terms.lease().toMillis())
                .param("attempts", heartbeat.attempts().toArray(UUID[]::new))
                .query((row, number) -> new Renewed(
                        row.getString("command"), row.getObject("id", UUID.class), row.getBoolean("cancel_requested")))
                .list();
        String command = renewed.getFirst().command();
        if (command == null) {
            throw new SessionReplacedException(agentId);
        }
        metrics.renewed(
                renewed.stream().filter(lease -> lease.attemptId() != null).count());
        return answer(heartbeat, renewed, AgentCommand.valueOf(command));
    }

    private static HeartbeatAnswer answer(Heartbeat heartbeat, List<Renewed> renewed, AgentCommand command) {
        Map<UUID, Directive> directives = renewed.stream()
                .filter(lease -> lease.attemptId() != null)
                .collect(Collectors.toMap(
                        Renewed::attemptId, lease -> lease.cancelRequested() ? Directive.Cancel : Directive.Continue));
        return new HeartbeatAnswer(
                heartbeat.attempts().stream()
                        .distinct()
                        .map(id -> new AttemptDirective(id, directives.getOrDefault(id, Directive.Abandon)))
                        .toList(),
                command);
    }

    /**
     * Notes that an agent waits for work for up to {@code wait}, and returns since when, on the database's clock.
     *
     * @throws SessionReplacedException if the process is not the one of the agent's session
     */
    public Instant polls(String agentId, PollRequest poll, Duration wait) {
        AgentResourceUsage usage = poll.usage();
        return jdbc.sql("""
                        update agents
                        set last_heartbeat = now(), free_slots = :slots,
                            polling_until = case when command = 'Run' then now() + :wait * interval '1 ms' end,
                            cpu_usage = :cpu, memory_usage = :memory, disk_gb = :disk
                        where id = :agent and session_id = :session and revoked_at is null
                        returning now()
                        """)
                .param("wait", wait.toMillis())
                .param("slots", Math.clamp(poll.freeSlots(), 0, MOST_ATTEMPTS))
                .param("cpu", percent(usage.cpuUsage()))
                .param("memory", percent(usage.memoryUsage()))
                .param("disk", Math.max(0, usage.diskSpaceAvailableGB()))
                .param("agent", agentId)
                .param("session", poll.sessionId())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .orElseThrow(() -> new SessionReplacedException(agentId));
    }

    /** Returns whether an agent waits for work, and may. */
    public boolean isWaiting(String agentId) {
        return jdbc.sql("select polling_until > now() from agents where id = :agent and polling_until is not null")
                .param("agent", agentId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static double percent(double given) {
        return Double.isFinite(given) ? Math.clamp(given, 0, FULL) : 0;
    }
}
