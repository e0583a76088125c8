package net.buildserver.orchestrator.queue;

import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.events.Signals;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pushes every ready task again, so that a queue that was lost is whole after one sweep. */
public class QueueSweep {
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final JobQueue queue;
    private final Outbox outbox;
    private final Signals signals;

    QueueSweep(JdbcClient jdbc, JobQueue queue, Outbox outbox, Signals signals) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.outbox = outbox;
        this.signals = signals;
    }

    /** Fills the queue with what PostgreSQL says is ready, and wakes the scheduler of the pools that have any. */
    public void run() {
        outbox.drain();
        List<QueuedTask> ready = jdbc.sql("""
                        select id, pool, extract(epoch from queue_at) * 1000 as score from tasks
                        where state = 'Ready' order by queue_at limit :most
                        """)
                .param("most", MOST)
                .query((row, number) ->
                        new QueuedTask(row.getObject("id", UUID.class), row.getString("pool"), row.getDouble("score")))
                .list();
        if (!ready.isEmpty()) {
            queue.add(ready);
            ready.stream().map(QueuedTask::pool).distinct().forEach(pool -> signals.publish("tasks:" + pool));
        }
    }
}
