package net.buildserver.orchestrator.scheduling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Promises tasks to agents. */
public class Offers {
    /**
     * Builds first, as everywhere; "share" suffices against a cancel and lets offers of one build run abreast. An agent's poll is
     * used up only for a task that is locked and still waits, so that one statement is all it takes.
     */
    private static final String OFFER = """
            with wanted as materialized (
                select task_id, agent_id from unnest(:tasks::uuid[], :agents::text[]) w (task_id, agent_id)),
            build as materialized (
                select id, project_name from builds
                where id in (select t.build_id from tasks t join wanted w on w.task_id = t.id)
                  and status in ('Queued', 'Running')
                order by id for share),
            task as materialized (
                select t.id, t.build_id, w.agent_id from tasks t join wanted w on w.task_id = t.id
                where t.state = 'Ready' and t.held_at is null and t.build_id in (select id from build)
                order by t.id for no key update of t),
            agent as (
                update agents a set polling_until = null from task
                where a.id = task.agent_id and a.polling_until > now() and a.revoked_at is null
                  and not a.maintenance and not a.paused
                returning a.id),
            offered as (
                update tasks t set state = 'Offered', attempts_made = t.attempts_made + 1 from task
                where t.id = task.id and task.agent_id in (select id from agent)
                returning t.id, t.build_id, t.attempts_made, task.agent_id),
            attempt as (
                insert into attempts (id, task_id, build_id, agent_id, number, state, offer_until)
                select gen_random_uuid(), id, build_id, agent_id, attempts_made, 'Offered', now() + :hold * interval '1 ms'
                from offered
                returning id, task_id, build_id, agent_id, offered_at)
            select attempt.id, attempt.task_id, attempt.build_id, attempt.agent_id, attempt.offered_at, build.project_name
            from attempt join build on build.id = attempt.build_id
            """;

    private final JdbcClient jdbc;
    private final LeaseTerms terms;
    private final Signals signals;
    private final FreshOffers fresh = new FreshOffers();

    Offers(JdbcClient jdbc, LeaseTerms terms, Signals signals) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.signals = signals;
    }

    /**
     * An offer that was made.
     *
     * @param taskId its task
     * @param agentId who got it
     * @param offer what the agent is told
     * @param at when, on the database's clock
     */
    public record Made(UUID taskId, String agentId, TaskOffer offer, Instant at) {}

    /** Offers one task; returns whether it was offered, as {@link #offer(List, List)} does. */
    public boolean offer(UUID taskId, String agentId) {
        return !offer(List.of(taskId), List.of(agentId)).isEmpty();
    }

    /**
     * Offers each task to the agent at the same place of the other list, and wakes the nodes that hold the agents' polls. Pairs
     * of which the task or the agent no longer waits, or whose build was cancelled, are left as they are. A poll is used up with
     * its offer, so that no second scheduler offers to the same one.
     */
    public List<Made> offer(List<UUID> taskIds, List<String> agentIds) {
        List<Made> made = Rows.list(jdbc.sql(OFFER)
                .param("tasks", taskIds.toArray(UUID[]::new))
                .param("agents", agentIds.toArray(String[]::new))
                .param("hold", terms.offer().toMillis())
                .query((row, number) -> new Made(
                        row.getObject("task_id", UUID.class),
                        row.getString("agent_id"),
                        new TaskOffer(
                                row.getObject("id", UUID.class),
                                row.getObject("build_id", UUID.class),
                                row.getString("project_name"),
                                terms.offer()),
                        row.getObject("offered_at", OffsetDateTime.class).toInstant())));
        made.forEach(one -> {
            fresh.put(one.agentId(), one.offer(), one.at());
            signals.publish("agent:" + one.agentId());
        });
        return made;
    }

    /** Returns the oldest offer that {@code agentId}, which polls since {@code pollBegan} on the database's clock, has not answered. */
    public Optional<TaskOffer> waitingFor(String agentId, Instant pollBegan) {
        Optional<TaskOffer> handed = fresh.take(agentId, pollBegan);
        return handed.isPresent() ? handed : stored(agentId);
    }

    private Optional<TaskOffer> stored(String agentId) {
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
