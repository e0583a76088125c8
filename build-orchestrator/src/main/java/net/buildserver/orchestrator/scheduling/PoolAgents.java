package net.buildserver.orchestrator.scheduling;

import java.util.List;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads every enrolled agent of a pool, for whoever asks why none of them took a build. */
class PoolAgents {
    private final JdbcClient jdbc;

    PoolAgents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An enrolled agent.
     *
     * @param agent as matching sees it
     * @param online whether it was heard of lately
     * @param maintenance whether it was taken out of service
     * @param drainReason why the server did so by itself, or null
     * @param paused whether it takes no work by its own will
     * @param polling whether it asks for work now
     * @param slots builds that it runs at once
     * @param cores CPU cores of its machine
     */
    record State(
            WaitingAgent agent,
            boolean online,
            boolean maintenance,
            @Nullable String drainReason,
            boolean paused,
            boolean polling,
            int slots,
            int cores) {
        boolean inService() {
            return online && !maintenance && !paused;
        }

        boolean isFree() {
            return agent.live() < slots;
        }
    }

    List<State> of(String pool) {
        return Rows.list(jdbc.sql("""
                        select id, target_type, cpu_usage, disk_gb, capabilities, maintenance, drain_reason, paused,
                               coalesce(last_heartbeat > now() - interval '45 s', false) as online,
                               coalesce(polling_until > now() and free_slots > 0, false) as polling,
                               (select count(*) from attempts t where t.agent_id = a.id and t.state in ('Offered', 'Accepted'))
                                   as live
                        from agents a where target_type = :pool and revoked_at is null order by id
                        """).param("pool", pool).query((row, number) -> {
            BuildAgentCapabilities can = StoredJson.read(row.getString("capabilities"), BuildAgentCapabilities.class);
            return new State(
                    Candidates.describe(row, can, row.getInt("live")),
                    row.getBoolean("online"),
                    row.getBoolean("maintenance"),
                    row.getString("drain_reason"),
                    row.getBoolean("paused"),
                    row.getBoolean("polling"),
                    can.maxConcurrentBuilds(),
                    can.cpuCores());
        }));
    }
}
