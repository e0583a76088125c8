package net.buildserver.orchestrator.tasks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tasks of a build and what one means for the others, as statements on their rows. */
class TaskGraph {
    private static final String SKIPPED = "Not run, since it waits for the task ";

    private final JdbcClient jdbc;

    TaskGraph(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The other tasks of a build.
     *
     * @param changed whether the task itself had not ended before
     * @param total number of the others
     */
    record Others(boolean changed, int total) {}

    /** Ends a task, once. */
    Others end(UUID buildId, UUID taskId, TaskResult result) {
        return jdbc.sql("""
                        with ended as (
                            update tasks set state = :state, failure_kind = :kind, message = :message, ended_at = now()
                            where id = :task and state in ('Blocked', 'Ready', 'Offered', 'Running')
                            returning id)
                        select (select count(*) from ended) as changed,
                               (select count(*) from tasks where build_id = :build and id <> :task) as total
                        """)
                .param("state", result.state().name())
                .param("kind", name(result.kind()))
                .param("message", result.message())
                .param("task", taskId)
                .param("build", buildId)
                .query((row, number) -> new Others(row.getInt("changed") == 1, row.getInt("total")))
                .single();
    }

    /** Makes those blocked tasks ready whose predecessors have all succeeded, the first of those added together first. */
    List<UUID> release(UUID buildId) {
        return Rows.list(jdbc.sql("""
                        update tasks t set state = 'Ready', ready_at = now() + t.ordinal * interval '1 ms'
                        where t.build_id = :build and t.state = 'Blocked' and not exists (
                            select 1 from unnest(t.depends_on) needed (name)
                            where not exists (
                                select 1 from tasks p
                                where p.build_id = t.build_id and p.name = needed.name
                                  and (p.state = 'Succeeded' or p.waived)))
                        returning t.id
                        """).param("build", buildId).query(UUID.class));
    }

    /** Gives up everything that waits for {@code taskId}, directly or not; what does not goes on. */
    void skipDependents(UUID buildId, UUID taskId) {
        jdbc.sql("""
                        with recursive lost (name) as (
                            select name from tasks where id = :task
                            union
                            select t.name from tasks t join lost on lost.name = any(t.depends_on) where t.build_id = :build)
                        update tasks set state = 'Cancelled', failure_kind = 'Cancelled', ended_at = now(),
                            message = :skipped || (select name from tasks where id = :task) || '.'
                        where build_id = :build and state = 'Blocked' and name in (select name from lost)
                        """)
                .param("skipped", SKIPPED)
                .param("task", taskId)
                .param("build", buildId)
                .update();
    }

    /**
     * Makes a task that failed ready once more, and has what was given up because of it wait again.
     *
     * @return the task, or empty if there is none of that name that failed
     */
    Optional<UUID> retry(UUID buildId, String name) {
        Optional<UUID> task = jdbc.sql("""
                        update tasks set state = 'Ready', ready_at = now(), ended_at = null, failure_kind = null, message = null,
                            infrastructure_failures = 0, failure_reasons = '{}'
                        where build_id = :build and name = :name and state = 'Failed' returning id
                        """)
                .param("build", buildId)
                .param("name", name)
                .query(UUID.class)
                .optional();
        if (task.isPresent()) {
            jdbc.sql("""
                            update tasks set state = 'Blocked', ended_at = null, failure_kind = null, message = null
                            where build_id = :build and state = 'Cancelled' and starts_with(message, :skipped)
                            """).param("build", buildId).param("skipped", SKIPPED).update();
            // What others that failed hold up stays given up.
            failed(buildId).forEach(other -> skipDependents(buildId, other));
        }
        return task;
    }

    private List<UUID> failed(UUID buildId) {
        return Rows.list(jdbc.sql("select id from tasks where build_id = :build and state = 'Failed' order by ended_at")
                .param("build", buildId)
                .query(UUID.class));
    }

    /** Gives up a waiting task that was for one agent; the build goes on as if there were none. */
    boolean waive(UUID taskId, String message) {
        return jdbc.sql("""
                        update tasks set state = 'Cancelled', failure_kind = 'Cancelled', message = :message, ended_at = now(),
                            waived = true
                        where id = :task and state = 'Ready'
                        """).param("message", message).param("task", taskId).update() == 1;
    }

    /** Cancels what no agent works on, and asks agents to stop the rest. */
    void stop(UUID buildId) {
        jdbc.sql("""
                        with stopping as (
                            update attempts
                            set cancel_requested = true,
                                state = case state when 'Offered' then 'Expired' else state end,
                                ended_at = case state when 'Offered' then now() end
                            where build_id = :build and state in ('Offered', 'Accepted'))
                        update tasks set state = 'Cancelled', failure_kind = 'Cancelled', ended_at = now()
                        where build_id = :build and state in ('Blocked', 'Ready', 'Offered')
                        """).param("build", buildId).update();
    }

    /** Returns the first task that is ready, if no agent holds any. */
    Optional<UUID> waiting(UUID buildId) {
        return jdbc.sql("""
                        select id from tasks t where build_id = :build and state = 'Ready' and not exists (
                            select 1 from tasks o where o.build_id = t.build_id and o.state in ('Offered', 'Running'))
                        order by queue_at, id limit 1
                        """).param("build", buildId).query(UUID.class).optional();
    }

    boolean allEnded(UUID buildId) {
        return jdbc.sql("""
                        select not exists (select 1 from tasks
                        where build_id = :build and state in ('Blocked', 'Ready', 'Offered', 'Running'))
                        """).param("build", buildId).query(Boolean.class).single();
    }

    /** The first failure decides; without any, the last success does. */
    TaskResult decisiveResult(UUID buildId) {
        return jdbc.sql("""
                        select state, failure_kind,
                               case when state in ('Failed', 'TimedOut') then name || ': ' || message else message end as message
                        from tasks where build_id = :build and not waived
                        order by array_position(array['Failed', 'TimedOut', 'Cancelled', 'Succeeded'], state), ended_at
                        limit 1
                        """)
                .param("build", buildId)
                .query((row, number) -> new TaskResult(
                        TaskState.valueOf(row.getString("state")),
                        kind(row.getString("failure_kind")),
                        row.getString("message")))
                .single();
    }

    private static @Nullable String name(@Nullable FailureKind kind) {
        return kind == null ? null : kind.name();
    }

    private static @Nullable FailureKind kind(@Nullable String name) {
        return name == null ? null : FailureKind.valueOf(name);
    }
}
