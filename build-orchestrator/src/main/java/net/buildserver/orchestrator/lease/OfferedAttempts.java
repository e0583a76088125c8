package net.buildserver.orchestrator.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.orchestrator.platform.StoredJson;
import net.buildserver.orchestrator.tasks.CapableAgents;
import net.buildserver.orchestrator.tasks.LockedBuild;
import net.buildserver.orchestrator.traces.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of offered attempts: what an agent that accepts is told, and the beginning of its lease. */
class OfferedAttempts {
    private static final long LEAST_MILLIS = 1000;

    private final JdbcClient jdbc;
    private final LeaseTerms terms;
    private final CapableAgents agents;
    private final TaskInputs inputs;
    private final Traces traces;

    OfferedAttempts(JdbcClient jdbc, LeaseTerms terms, CapableAgents agents, TaskInputs inputs, Traces traces) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.agents = agents;
        this.inputs = inputs;
        this.traces = traces;
    }

    record Offered(LockedBuild build, AttemptState state, TaskAssignment assignment) {}

    boolean begin(UUID attemptId, Duration timeout) {
        return jdbc.sql("""
                        with accepted as (
                            update attempts
                            set state = 'Accepted', accepted_at = now(), lease_until = now() + :lease * interval '1 ms',
                                deadline = coalesce((select deadline from builds b where b.id = build_id),
                                    now() + :timeout * interval '1 ms')
                            where id = :attempt and state = 'Offered' and offer_until > now()
                            returning task_id),
                        started as (
                            update tasks set state = 'Running' from accepted
                            where tasks.id = accepted.task_id and tasks.state = 'Offered'
                            returning tasks.stages),
                        planned as (
                            insert into stages (attempt_id, name, ordinal, status)
                            select :attempt, stage ->> 'name', ordinal,
                                   case when (stage ->> 'skipped')::boolean then 'Skipped' else 'Pending' end
                            from started, jsonb_array_elements(started.stages) with ordinality s (stage, ordinal))
                        select count(*) from started
                        """)
                        .param("attempt", attemptId)
                        .param("lease", terms.lease().toMillis())
                        .param("timeout", timeout.toMillis())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** All attempts of a build share its timeout; the one that gets what is left gets at least a second. */
    private static Duration timeLeft(ResultSet row, BuildJobDescriptor job) throws SQLException {
        long left = row.getLong("left_millis");
        return row.wasNull()
                ? Duration.ofMinutes(job.timeoutMinutes())
                : Duration.ofMillis(Math.max(LEAST_MILLIS, left));
    }

    private record Payload(@Nullable Map<String, Object> payload) {}

    private static Map<String, Object> payload(@Nullable String json) {
        Map<String, Object> payload =
                StoredJson.read("{\"payload\":" + json + "}", Payload.class).payload();
        return payload == null ? Map.of() : payload;
    }

    void withdraw(UUID attemptId) {
        jdbc.sql("update attempts set state = 'Expired', ended_at = now() where id = :attempt and state = 'Offered'")
                .param("attempt", attemptId)
                .update();
    }

    /** Locks the build; what is read beside its state is either immutable or guarded by that lock. */
    Offered lock(UUID attemptId, String agentId) {
        jdbc.sql(
                        "select 1 from builds where id = (select build_id from attempts where id = :attempt) for no key update")
                .param("attempt", attemptId)
                .query(Integer.class)
                .optional();
        return jdbc.sql("""
                        select a.state, a.number, a.task_id, a.build_id, t.name, t.stages, t.kind, t.payload,
                               t.growth is not null as grows,
                               (select jsonb_object_agg(p.name, p.output) from tasks p where p.build_id = t.build_id
                                  and p.name = any(t.depends_on) and p.output is not null) as inputs,
                               b.status, b.strategy, b.force_clean, b.job, b.trace_id,
                               (extract(epoch from b.deadline - coalesce(a.accepted_at, now())) * 1000)::bigint as left_millis
                        from attempts a join tasks t on t.id = a.task_id join builds b on b.id = a.build_id
                        where a.id = :attempt and a.agent_id = :agent
                        """)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .query((row, number) -> {
                    UUID buildId = row.getObject("build_id", UUID.class);
                    BuildJobDescriptor job = StoredJson.read(row.getString("job"), BuildJobDescriptor.class);
                    TaskAssignment assignment = new TaskAssignment(
                            attemptId,
                            row.getObject("task_id", UUID.class),
                            buildId,
                            row.getString("name"),
                            row.getInt("number"),
                            BuildStrategyType.valueOf(row.getString("strategy")),
                            row.getBoolean("force_clean"),
                            job,
                            List.of(StoredJson.read(row.getString("stages"), StagePlan[].class)),
                            timeLeft(row, job),
                            row.getString("kind"),
                            payload(row.getString("payload")),
                            TaskInputs.read(row.getString("inputs")),
                            row.getBoolean("grows") ? inputs.testMillis(buildId) : Map.of(),
                            row.getBoolean("grows") ? inputs.warnings(buildId).orElse(null) : null,
                            row.getBoolean("grows") ? agents.of(row.getObject("task_id", UUID.class)) : List.of(),
                            row.getString("trace_id"),
                            traces.of(buildId).attempt(attemptId).header());
                    LockedBuild build = new LockedBuild(buildId, BuildStatus.valueOf(row.getString("status")));
                    return new Offered(build, AttemptState.valueOf(row.getString("state")), assignment);
                })
                .optional()
                .orElseThrow(() -> new StaleAttemptException(attemptId));
    }
}
