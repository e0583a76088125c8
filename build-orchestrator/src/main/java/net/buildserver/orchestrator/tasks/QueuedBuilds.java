package net.buildserver.orchestrator.tasks;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.queue.ReadyTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What people do with builds that wait: look at them, move, hold and release them, change their priority. */
public class QueuedBuilds {
    private static final String FILTER = """
            t.state = 'Ready' and b.status in ('Queued', 'Running')
              and (:pool::text is null or t.pool = :pool) and (:project::text is null or b.project_name = :project)
              and (:by::text is null or b.requested_by = :by) and (:ref::text is null or b.git_ref = :ref)
            """;

    private final JdbcClient jdbc;
    private final ReadyTasks ready;

    QueuedBuilds(JdbcClient jdbc, ReadyTasks ready) {
        this.jdbc = jdbc;
        this.ready = ready;
    }

    /** Returns what waits, by priority and age; fair share between projects may change the order. */
    public List<QueuedBuild> list(QueueFilter filter, int limit) {
        return Rows.list(
                filtered("""
                        select b.id as execution_id, t.name as task, t.pool, b.project_name, b.git_ref, b.priority,
                               b.requested_by, t.ready_at as waiting_since,
                               case t.place when 1 then 'First' when -1 then 'Last' end as moved, t.held_by, t.hold_reason
                        from tasks t join builds b on b.id = t.build_id where
                        """ + FILTER + " order by t.held_at is not null, t.queue_at, t.id limit :limit", filter)
                        .param("limit", limit)
                        .query(Rows.of(QueuedBuild.class)));
    }

    /** Returns the builds that wait and that {@code filter} admits, at most {@code limit}. */
    public List<UUID> ids(QueueFilter filter, int limit) {
        return Rows.list(filtered(
                        "select distinct b.id from tasks t join builds b on b.id = t.build_id where " + FILTER
                                + " limit :limit",
                        filter)
                .param("limit", limit)
                .query(UUID.class));
    }

    private JdbcClient.StatementSpec filtered(String sql, QueueFilter filter) {
        return jdbc.sql(sql)
                .param("pool", filter.pool() == null ? null : filter.pool().name())
                .param("project", filter.project())
                .param("by", filter.requestedBy())
                .param("ref", filter.gitRef());
    }

    /** Moves what waits of a build; returns whether anything did. */
    @Transactional
    public boolean move(UUID buildId, QueuePlace place) {
        return change(buildId, "place = :value", place.number());
    }

    /** Holds back what waits of a build until it is released; returns whether anything did. */
    @Transactional
    public boolean hold(UUID buildId, String by, @Nullable String reason) {
        lock(buildId);
        return changed(Rows.list(jdbc.sql("""
                        update tasks set held_at = now(), held_by = :by, hold_reason = :reason
                        where build_id = :build and state = 'Ready' returning id
                        """)
                .param("by", by)
                .param("reason", reason)
                .param("build", buildId)
                .query(UUID.class)));
    }

    /** Lets what is held of a build wait again; returns whether anything did. */
    @Transactional
    public boolean release(UUID buildId) {
        return change(
                buildId, "held_at = null, held_by = null, hold_reason = null, place = coalesce(:value, place)", null);
    }

    /** Gives what waits of a build another priority; returns whether anything did. */
    @Transactional
    public boolean setPriority(UUID buildId, BuildPriority priority) {
        boolean changed = change(buildId, "priority_rank = :value", priority.rank());
        if (changed) {
            jdbc.sql("update builds set priority = :priority where id = :build")
                    .param("priority", priority.name())
                    .param("build", buildId)
                    .update();
        }
        return changed;
    }

    private boolean change(UUID buildId, String assignment, @Nullable Integer value) {
        lock(buildId);
        return changed(Rows.list(jdbc.sql("update tasks set " + assignment.replace(":value", ":value::smallint")
                        + " where build_id = :build and state = 'Ready' returning id")
                .param("value", value)
                .param("build", buildId)
                .query(UUID.class)));
    }

    private boolean changed(List<UUID> tasks) {
        tasks.forEach(ready::announce);
        return !tasks.isEmpty();
    }

    /** The build's row first, as everywhere. */
    private void lock(UUID buildId) {
        jdbc.sql("select id from builds where id = :build for no key update")
                .param("build", buildId)
                .query(UUID.class)
                .optional();
    }
}
