package net.buildserver.orchestrator.scheduling;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.platform.AfterCommit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Promises tasks to agents. */
public class Offers {
    private final JdbcClient jdbc;
    private final LeaseTerms terms;
    private final Signals signals;

    Offers(JdbcClient jdbc, LeaseTerms terms, Signals signals) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.signals = signals;
    }

    /**
     * Offers a task to an agent that holds a poll open, and wakes the node that holds it. Returns false, having changed
     * nothing, if the task or the agent no longer waits or the build was cancelled. The poll is used up with it, so that no
     * second scheduler offers to the same one.
     */
    @Transactional
    public boolean offer(UUID taskId, String agentId) {
        // The build's row first, as everywhere; "share" suffices against a cancel and lets offers of one build run
        // abreast.
        int offered = jdbc.sql("""
                        with build as materialized (
                            select id from builds
                            where id = (select build_id from tasks where id = :task) and status in ('Queued', 'Running')
                            for share),
                        agent as materialized (
                            update agents set polling_until = null
                            where id = :agent and polling_until > now() and revoked_at is null
                              and not maintenance and not paused
                              and exists (select 1 from build)
                              and exists (select 1 from tasks where id = :task and state = 'Ready')
                            returning id),
                        task as (
                            update tasks set state = 'Offered', attempts_made = attempts_made + 1
                            where id = :task and state = 'Ready' and exists (select 1 from agent)
                            returning id, build_id, attempts_made)
                        insert into attempts (id, task_id, build_id, agent_id, number, state, offer_until)
                        select gen_random_uuid(), id, build_id, :agent, attempts_made, 'Offered',
                               now() + :hold * interval '1 ms'
                        from task
                        """)
                .param("task", taskId)
                .param("agent", agentId)
                .param("hold", terms.offer().toMillis())
                .update();
        if (offered == 0) {
            // The agent's poll may have been used up before the task turned out to be gone.
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return false;
        }
        AfterCommit.run(() -> signals.publish("agent:" + agentId));
        return true;
    }

    /** Returns the oldest offer that {@code agentId} has not answered. */
    public Optional<TaskOffer> waitingFor(String agentId) {
        return jdbc.sql("""
                        select a.id, a.build_id, b.project_name from attempts a join builds b on b.id = a.build_id
                        where a.agent_id = :agent and a.state = 'Offered' and a.offer_until > now()
                        order by a.offered_at limit 1
                        """)
                .param("agent", agentId)
                .query((row, number) -> new TaskOffer(
                        row.getObject("id", UUID.class),
                        row.getObject("build_id", UUID.class),
                        row.getString("project_name"),
                        terms.offer()))
                .optional();
    }
}
