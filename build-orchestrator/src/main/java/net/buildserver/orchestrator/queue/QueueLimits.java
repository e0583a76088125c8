package net.buildserver.orchestrator.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.Remembered;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Limits and weights of projects and pools; the only writer of their table. */
public class QueueLimits {
    /** Signal that they changed. */
    public static final String SIGNAL = "limits";

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Signals signals;
    private final Remembered<Map<Key, QueueLimit>> limits;

    QueueLimits(JdbcClient jdbc, Signals signals, InstantSource clock) {
        this.jdbc = jdbc;
        this.signals = signals;
        this.limits = new Remembered<>(
                FRESH,
                clock,
                () -> list().stream().collect(Collectors.toMap(one -> new Key(one.kind(), one.name()), one -> one)));
        Signals.Subscription _ = signals.subscribe(SIGNAL, limits::forget);
    }

    private record Key(QueueLimit.Kind kind, String name) {}

    /** Returns all limits that were set, by kind and name. */
    public List<QueueLimit> list() {
        return Rows.list(jdbc.sql("select kind, name, weight, max_running from queue_limits order by kind, name")
                .query(Rows.of(QueueLimit.class)));
    }

    /** Returns the limit of a project or pool, at most seconds old. */
    public QueueLimit of(QueueLimit.Kind kind, String name) {
        return limits.get().getOrDefault(new Key(kind, name), new QueueLimit(kind, name, 1, null));
    }

    /** Returns whether any limit on what runs is set. */
    public boolean anyMaximum() {
        return limits.get().values().stream().anyMatch(limit -> limit.maxRunning() != null);
    }

    /** Sets a limit; it holds for what is offered from now on. */
    public void set(QueueLimit limit, String by) {
        jdbc.sql("""
                        insert into queue_limits (kind, name, weight, max_running, changed_by)
                        values (:kind, :name, :weight, :max, :by)
                        on conflict (kind, name) do update
                        set weight = excluded.weight, max_running = excluded.max_running, changed_by = excluded.changed_by,
                            changed_at = now()
                        """)
                .param("kind", limit.kind().name())
                .param("name", limit.name())
                .param("weight", limit.weight())
                .param("max", limit.maxRunning())
                .param("by", by)
                .update();
        signals.publish(SIGNAL);
    }

    /** Takes a limit away; returns whether there was one. */
    public boolean remove(QueueLimit.Kind kind, String name) {
        int removed = jdbc.sql("delete from queue_limits where kind = :kind and name = :name")
                .param("kind", kind.name())
                .param("name", name)
                .update();
        signals.publish(SIGNAL);
        return removed == 1;
    }
}
