package net.buildserver.orchestrator.queue;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes queueing follow the commit: rows written here are pushed to the queue after it. */
public class Outbox {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JobQueue queue;
    private final Signals signals;

    Outbox(JdbcClient jdbc, JobQueue queue, Signals signals) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.signals = signals;
    }

    private record Row(long id, QueuedTask task, boolean ready) {}

    /** Notes in the caller's transaction that {@code taskId} became ready, and wakes the scheduler after its commit. */
    public void add(UUID taskId, String pool) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A task becomes ready in a transaction.");
        }
        jdbc.sql("insert into outbox (task_id, pool) values (:task, :pool)")
                .param("task", taskId)
                .param("pool", pool)
                .update();
        AfterCommit.run(() -> signals.publish("tasks:" + pool));
    }

    /**
     * Pushes what was committed. Rows go only after the push, so that nothing is lost in between; two nodes that push the same
     * row change nothing, since adding to the queue is idempotent.
     *
     * @throws org.springframework.dao.DataAccessException if the queue or the database is away; the rows stay
     */
    public void drain() {
        List<Row> rows;
        do {
            rows = waiting();
            if (!rows.isEmpty()) {
                push(rows.stream().filter(Row::ready).map(Row::task).toList());
                delete(rows.stream().map(Row::id).toList());
            }
        } while (rows.size() == BATCH);
    }

    private void push(List<QueuedTask> tasks) {
        if (!tasks.isEmpty()) {
            queue.add(tasks);
        }
    }

    private List<Row> waiting() {
        return jdbc.sql("""
                        select o.id, o.task_id, o.pool, coalesce(t.state = 'Ready', false) as ready,
                               coalesce(extract(epoch from t.queue_at) * 1000, 0) as score
                        from outbox o left join tasks t on t.id = o.task_id
                        order by o.id limit :batch
                        """)
                .param("batch", BATCH)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        new QueuedTask(
                                row.getObject("task_id", UUID.class), row.getString("pool"), row.getDouble("score")),
                        row.getBoolean("ready")))
                .list();
    }

    private void delete(Collection<Long> ids) {
        jdbc.sql("delete from outbox where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }
}
