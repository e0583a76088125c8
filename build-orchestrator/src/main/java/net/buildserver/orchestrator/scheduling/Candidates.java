package net.buildserver.orchestrator.scheduling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.sdk.RollForward;
import net.buildserver.domain.sdk.SdkRequirement;
import net.buildserver.domain.sdk.SdkVersion;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads who waits for work and what waits for an agent. */
class Candidates {
    private static final String WAITS = "t.state = 'Ready' and t.held_at is null and b.status in ('Queued', 'Running')";
    private static final String TASK = """
            select t.id, t.build_id, t.pool, b.project_name, t.priority_rank, t.place, t.requirements, t.attempts_made,
                   t.required_sdk, t.required_roll_forward, coalesce(t.required_prerelease, true) as prerelease,
                   (extract(epoch from t.ready_at) * 1000)::bigint as ready_millis,
            """ + WarmAgents.WORKSPACE + """

            from tasks t join builds b on b.id = t.build_id
            """;
    private static final String AGENT = """
            select a.id, a.target_type, a.cpu_usage, a.disk_gb, a.capabilities,
                   (select count(*) from attempts t where t.agent_id = a.id and t.state in ('Offered', 'Accepted')) as live
            from agents a
            """;
    private static final String POLLS = """
            a.revoked_at is null and a.polling_until > now() and a.free_slots > 0 and not a.maintenance and not a.paused
            """;

    private final JdbcClient jdbc;

    Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Refusal(UUID taskId, String agentId, long untilMillis) {}

    /** Returns the ids of all tasks that wait. */
    List<UUID> taskIds() {
        return Rows.list(jdbc.sql("select id from tasks where state = 'Ready' and held_at is null")
                .query(UUID.class));
    }

    /** Returns which of {@code ids} wait. */
    List<WaitingTask> tasks(Collection<UUID> ids) {
        return withRefusals(Rows.list(jdbc.sql(TASK + "where t.id = any(:ids) and " + WAITS)
                .param("ids", ids.toArray(UUID[]::new))
                .query(Candidates::task)));
    }

    /** Returns a task, whether it waits or not. */
    Optional<WaitingTask> task(UUID id) {
        return jdbc.sql(TASK + "where t.id = :id")
                .param("id", id)
                .query(Candidates::task)
                .optional();
    }

    /** Returns what waits of a build, held or not. */
    List<WaitingTask> tasksOf(UUID buildId) {
        return withRefusals(
                Rows.list(jdbc.sql(TASK + "where t.build_id = :build and t.state = 'Ready' order by t.queue_at, t.id")
                        .param("build", buildId)
                        .query(Candidates::task)));
    }

    /** Returns what waits in a pool, at most {@code limit}. */
    List<WaitingTask> tasksOf(String pool, int limit) {
        return Rows.list(
                jdbc.sql(TASK + "where t.pool = :pool and " + WAITS + " order by t.queue_at, t.id limit :limit")
                        .param("pool", pool)
                        .param("limit", limit)
                        .query(Candidates::task));
    }

    /** Returns the ids of the agents that hold a poll open. */
    List<String> agentIds() {
        return Rows.list(jdbc.sql("select a.id from agents a where " + POLLS).query(String.class));
    }

    /** Returns which of {@code ids} hold a poll open and have a slot left. */
    List<WaitingAgent> agents(Collection<String> ids) {
        return Rows.list(jdbc.sql(AGENT + "where a.id = any(:ids) and " + POLLS)
                        .param("ids", ids.toArray(String[]::new))
                        .query(Candidates::agent))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static WaitingTask task(ResultSet row, int number) throws SQLException {
        String needs = row.getString("requirements");
        return new WaitingTask(
                row.getObject("id", UUID.class),
                row.getObject("build_id", UUID.class),
                row.getString("pool"),
                row.getString("project_name"),
                row.getString("workspace"),
                row.getInt("priority_rank"),
                row.getInt("place"),
                row.getLong("ready_millis"),
                requirement(
                        row.getString("required_sdk"),
                        row.getString("required_roll_forward"),
                        row.getBoolean("prerelease")),
                needs == null ? AgentNeeds.NONE : StoredJson.read(needs, AgentNeeds.class),
                // Marks that refusals are to be looked up.
                row.getInt("attempts_made") > 0 ? Map.of("", 0L) : Map.of());
    }

    private static @Nullable SdkRequirement requirement(
            @Nullable String version, @Nullable String policy, boolean prerelease) {
        return version == null
                ? null
                : SdkVersion.parse(version)
                        .map(wanted -> new SdkRequirement(
                                wanted,
                                Optional.ofNullable(policy)
                                        .flatMap(RollForward::parse)
                                        .orElse(RollForward.latestPatch),
                                prerelease))
                        .orElse(null);
    }

    private static Optional<WaitingAgent> agent(ResultSet row, int number) throws SQLException {
        BuildAgentCapabilities can = StoredJson.read(row.getString("capabilities"), BuildAgentCapabilities.class);
        int live = row.getInt("live");
        return live >= can.maxConcurrentBuilds() ? Optional.empty() : Optional.of(describe(row, can, live));
    }

    static WaitingAgent describe(ResultSet row, BuildAgentCapabilities can, int live) throws SQLException {
        return new WaitingAgent(
                row.getString("id"),
                row.getString("target_type"),
                live,
                row.getDouble("cpu_usage"),
                row.getLong("disk_gb"),
                can.architecture(),
                can.sdkVersions().stream()
                        .map(SdkVersion::parse)
                        .flatMap(Optional::stream)
                        .toList(),
                lower(can.labels()),
                lower(can.installedTools()));
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** Who declined one of the tasks, or let its offer expire, in the last minutes. */
    private List<WaitingTask> withRefusals(List<WaitingTask> tasks) {
        UUID[] tried = tasks.stream()
                .filter(task -> !task.refusedBy().isEmpty())
                .map(WaitingTask::taskId)
                .toArray(UUID[]::new);
        if (tried.length == 0) {
            return tasks;
        }
        Map<UUID, Map<String, Long>> refusals = new HashMap<>();
        Rows.list(jdbc.sql("""
                                select task_id, agent_id, (extract(epoch from ended_at
                                    + case state when 'Declined' then interval '10 minutes' else interval '1 minute' end)
                                    * 1000)::bigint as until_millis
                                from attempts where task_id = any(:ids) and state in ('Declined', 'Expired')
                                """).param("ids", tried).query(Rows.of(Refusal.class)))
                .forEach(one -> refusals.computeIfAbsent(one.taskId(), key -> new HashMap<>())
                        .merge(one.agentId(), one.untilMillis(), Math::max));
        return tasks.stream()
                .map(task -> task.refusedBy(refusals.getOrDefault(task.taskId(), Map.of())))
                .toList();
    }
}
