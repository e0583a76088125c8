package net.buildserver.orchestrator.scheduling;

import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes agents out of service that fail what others pass: tasks that were lost there or failed for reasons of infrastructure, and
 * that succeeded on another agent afterwards. Only what happened since it was last put into service counts.
 */
class FailingAgents {
    private static final Logger LOG = LoggerFactory.getLogger(FailingAgents.class);
    private static final String DRAIN = """
            with failing as (
                select bad.agent_id, count(distinct bad.task_id) as tasks
                from attempts bad join agents a on a.id = bad.agent_id
                where bad.ended_at > greatest(now() - interval '1 hour', coalesce(a.in_service_since, '-infinity'))
                  and (bad.state = 'Lost' or bad.failure_kind = 'Infrastructure')
                  and exists (
                    select 1 from attempts good where good.task_id = bad.task_id and good.agent_id <> bad.agent_id
                      and good.number > bad.number and good.state = 'Finished' and good.outcome = 'Succeeded')
                group by bad.agent_id having count(distinct bad.task_id) >= :most)
            update agents a set maintenance = true,
                drain_reason = failing.tasks || ' tasks failed on it within an hour that succeeded on other agents'
            from failing where a.id = failing.agent_id and not a.maintenance and a.revoked_at is null
            returning a.id
            """;

    private final JdbcClient jdbc;
    private final int most;

    FailingAgents(JdbcClient jdbc, int most) {
        this.jdbc = jdbc;
        this.most = most;
    }

    /** Looks once; returns who was taken out of service. */
    List<String> drain() {
        if (most == 0) {
            return List.of();
        }
        List<String> drained = Rows.list(jdbc.sql(DRAIN).param("most", most).query(String.class));
        drained.forEach(agent -> LOG.warn("Agent {} is in maintenance now, since it fails what others pass.", agent));
        return drained;
    }
}
