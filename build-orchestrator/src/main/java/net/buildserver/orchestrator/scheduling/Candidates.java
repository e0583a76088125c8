package net.buildserver.orchestrator.scheduling;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads who waits for work and what waits for an agent. */
class Candidates {
    private static final String WAITING_TASK = """
            select t.id, b.project_name, t.required_sdk, t.attempts_made,
                   (extract(epoch from now() - t.ready_at) * 1000)::bigint as waited
            from tasks t join builds b on b.id = t.build_id
            where t.state = 'Ready' and b.status in ('Queued', 'Running')
            """;

    private final JdbcClient jdbc;

    Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An agent that recently let an offer of a task go by. */
    record Refusal(UUID taskId, String agentId) {}

    /** Returns which of {@code ids} wait, in the queue's order. */
    List<WaitingTask> tasks(List<UUID> ids) {
        return tasks(jdbc.sql(WAITING_TASK + " and t.id = any(:ids) order by t.queue_at, t.id")
                .param("ids", ids.toArray(UUID[]::new)));
    }

    /** Returns the first tasks of a pool without asking the queue. */
    List<WaitingTask> tasks(String pool, int limit) {
        return tasks(jdbc.sql(WAITING_TASK + " and t.pool = :pool order by t.queue_at, t.id limit :limit")
                .param("pool", pool)
                .param("limit", limit));
    }

    private static List<WaitingTask> tasks(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, number) -> new WaitingTask(
                        row.getObject("id", UUID.class),
                        row.getString("project_name"),
                        row.getString("required_sdk"),
                        row.getLong("waited"),
                        row.getInt("attempts_made")))
                .list();
    }

    /** Returns the agents of a pool that hold a poll open and have a slot left. */
    List<WaitingAgent> agents(String pool) {
        return jdbc.sql("""
                        select id, cpu_usage, live, sdks from (
                            select a.id, a.cpu_usage, a.free_slots, coalesce(a.capabilities -> 'sdkVersions', '[]') as sdks,
                                   (a.capabilities ->> 'maxConcurrentBuilds')::int as slots,
                                   (select count(*) from attempts t
                                    where t.agent_id = a.id and t.state in ('Offered', 'Accepted')) as live
                            from agents a
                            where a.target_type = :pool and a.revoked_at is null and a.polling_until > now()
                              and not a.maintenance and not a.paused) waiting
                        where free_slots > 0 and live < slots
                        """)
                .param("pool", pool)
                .query((row, number) -> new WaitingAgent(
                        row.getString("id"),
                        row.getInt("live"),
                        row.getDouble("cpu_usage"),
                        List.of(StoredJson.read(row.getString("sdks"), String[].class))))
                .list();
    }

    /** Returns who declined one of the tasks, or let its offer expire, in the last minutes. */
    Set<Refusal> refusals(Collection<WaitingTask> tasks) {
        UUID[] ids = tasks.stream()
                .filter(task -> task.attemptsMade() > 0)
                .map(WaitingTask::taskId)
                .toArray(UUID[]::new);
        if (ids.length == 0) {
            return Set.of();
        }
        return jdbc
                .sql("""
                        select task_id, agent_id from attempts
                        where task_id = any(:ids) and (state = 'Declined' and ended_at > now() - interval '10 minutes'
                            or state = 'Expired' and ended_at > now() - interval '1 minute')
                        """)
                .param("ids", ids)
                .query((row, number) -> new Refusal(row.getObject("task_id", UUID.class), row.getString("agent_id")))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
