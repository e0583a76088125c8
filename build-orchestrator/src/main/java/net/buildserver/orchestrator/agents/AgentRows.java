package net.buildserver.orchestrator.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.agent.BuildAgentStatus;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads agents with what is derived from their attempts. */
class AgentRows {
    /** An agent that was not heard of for so long is offline; a poll counts as contact, and lasts up to 25 s. */
    static final Duration OFFLINE_AFTER = Duration.ofSeconds(45);

    private static final String SELECT = """
            select a.*, coalesce(work.live, 0) as live, work.project,
                   coalesce(a.last_heartbeat < now() - interval '%d s', true) as offline
            from agents a left join lateral (
                select count(*) as live, min(b.project_name) as project
                from attempts t join builds b on b.id = t.build_id
                where t.agent_id = a.id and t.state = 'Accepted') work on true
            where a.revoked_at is null
            """.formatted(OFFLINE_AFTER.toSeconds());

    private final JdbcClient jdbc;

    AgentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AgentRow> all() {
        return jdbc.sql(SELECT + " order by a.id").query(this::read).list();
    }

    Optional<AgentRow> find(String agentId) {
        return jdbc.sql(SELECT + " and a.id = :agent")
                .param("agent", agentId)
                .query(this::read)
                .optional();
    }

    private AgentRow read(ResultSet row, int number) throws SQLException {
        int live = row.getInt("live");
        return new AgentRow(
                row.getString("id"),
                row.getString("hostname"),
                BuildTargetType.valueOf(row.getString("target_type")),
                status(row, live),
                live,
                row.getString("project"),
                row.getDouble("cpu_usage"),
                row.getDouble("memory_usage"),
                row.getLong("disk_gb"),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "last_heartbeat"),
                row.getString("agent_version"),
                StoredJson.read(row.getString("capabilities"), BuildAgentCapabilities.class),
                List.of(StoredJson.read(row.getString("checks"), HealthCheck[].class)));
    }

    private static BuildAgentStatus status(ResultSet row, int live) throws SQLException {
        if (row.getBoolean("offline")) {
            return BuildAgentStatus.Offline;
        }
        boolean told = AgentCommand.valueOf(row.getString("command")) != AgentCommand.Run;
        if (told || row.getBoolean("maintenance") || row.getBoolean("paused")) {
            return BuildAgentStatus.Maintenance;
        }
        return live > 0 ? BuildAgentStatus.Building : BuildAgentStatus.Idle;
    }
}
