package net.buildserver.orchestrator.lease;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import net.buildserver.orchestrator.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for attempts whose time is over. After a start, a failed look or a long pause it gives every lease one more duration:
 * then it was the server that was away, not the agents.
 */
public class LeaseWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(8);

    private final JdbcClient jdbc;
    private final Losses losses;
    private final LeaseTerms terms;
    private long leasesCountFrom;
    private long lastRun;

    LeaseWatch(JdbcClient jdbc, Losses losses, LeaseTerms terms) {
        this.jdbc = jdbc;
        this.losses = losses;
        this.terms = terms;
        resume();
    }

    /** Gives every lease one more duration, as after a take-over. */
    public final synchronized void resume() {
        lastRun = System.nanoTime();
        leasesCountFrom = lastRun + terms.lease().toNanos();
    }

    /** Looks once. */
    public synchronized void run() {
        if (System.nanoTime() - lastRun > LONG_PAUSE.toNanos()) {
            resume();
        }
        boolean complete = false;
        try {
            look();
            complete = true;
            lastRun = System.nanoTime();
        } finally {
            if (!complete) {
                resume();
            }
        }
    }

    private void look() {
        shorten();
        sweep("state = 'Offered' and offer_until <= now()", losses::expireOffer, "was offered in vain");
        sweep(
                "state = 'Accepted' and cancel_requested and exists (select 1 from builds b where b.id = build_id"
                        + " and b.cancel_requested_at + " + millis(terms.cancelGrace()) + " <= now())",
                losses::cancelUnanswered,
                "did not end after its cancel");
        sweep(
                "state = 'Accepted' and deadline + " + millis(terms.timeoutGrace()) + " <= now()",
                losses::timeOut,
                "ran over its timeout");
        if (System.nanoTime() - leasesCountFrom >= 0) {
            sweep("state = 'Accepted' and lease_until <= now()", losses::leaseRanOut, "lost its agent");
        }
        cancelledWithoutAttempt().forEach(losses::finishCancel);
        overdueWithoutAttempt().forEach(losses::timeOutWaiting);
        forNobody().forEach(task -> losses.waive(task.buildId(), task.taskId(), task.agentId()));
    }

    /** A lease longer than any that is given, as after the database's clock was set back, would outlast its agent by as much. */
    private void shorten() {
        int shortened = jdbc.sql("""
                        update attempts set offer_until = least(offer_until, now() + :offer * interval '1 ms'),
                          lease_until = least(lease_until, now() + :lease * interval '1 ms')
                        where (state = 'Accepted' and lease_until > now() + :lease * interval '1 ms')
                          or (state = 'Offered' and offer_until > now() + :offer * interval '1 ms')""")
                .param("lease", terms.lease().toMillis())
                .param("offer", terms.offer().toMillis())
                .update();
        if (shortened > 0) {
            LOG.warn(
                    "{} leases were longer than any that is given (the database's clock was set back, or the setting is shorter"
                            + " now) and end as if they began now.",
                    shortened);
        }
    }

    private record ForNobody(UUID buildId, UUID taskId, String agentId) {}

    /** Tasks for one agent that will not come: it is not known, not in service, or was not heard of for a while. */
    private List<ForNobody> forNobody() {
        return Rows.list(jdbc.sql("""
                        select t.build_id, t.id as task_id, t.requirements ->> 'agentId' as agent_id from tasks t
                        where t.state = 'Ready' and t.requirements ->> 'agentId' is not null
                          and t.ready_at < now() - interval '5 s' and not exists (
                            select 1 from agents a where a.id = t.requirements ->> 'agentId' and a.revoked_at is null
                              and not a.maintenance and not a.paused and a.last_heartbeat > now() - interval '45 s')
                        limit 1000
                        """).query(Rows.of(ForNobody.class)));
    }

    private void sweep(String condition, Predicate<UUID> end, String what) {
        List<UUID> due = jdbc.sql("select id from attempts where " + condition + " limit 1000")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        for (UUID attempt : due) {
            if (end.test(attempt)) {
                LOG.info("Attempt {} {}.", attempt, what);
            }
        }
    }

    private List<UUID> cancelledWithoutAttempt() {
        return jdbc.sql("""
                        select b.id from builds b where b.status = 'Cancelling' and not exists (
                            select 1 from attempts a where a.build_id = b.id and a.state in ('Offered', 'Accepted'))
                        limit 1000
                        """)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private List<UUID> overdueWithoutAttempt() {
        return jdbc.sql("""
                        select b.id from builds b where b.status = 'Running' and b.deadline <= now() and not exists (
                            select 1 from attempts a where a.build_id = b.id and a.state in ('Offered', 'Accepted'))
                        limit 1000
                        """)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private static String millis(Duration duration) {
        return "interval '" + duration.toMillis() + " ms'";
    }
}
