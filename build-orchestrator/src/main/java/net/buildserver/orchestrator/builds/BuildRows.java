package net.buildserver.orchestrator.builds;

import java.util.UUID;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a build and its tasks, and counts what waits before them: a single statement, so that a submit is one round trip.
 */
final class BuildRows {
    private static final String INSERT = """
            with build as (
              insert into builds (id, project_name, repository_url, git_ref, configuration, target_pool, strategy, priority,
                force_clean, job, status, requester_email, requested_by, trace_id, rerun_of, publishes_at_end)
              values (:id, :project, :url, :ref, :configuration, :pool, :strategy, :priority,
                :forceClean, :job::jsonb, :status, :email, :by, :trace, :rerunOf, :publishesAtEnd)),
            planned as (
              insert into tasks (id, build_id, name, kind, growth, state, pool, priority_rank, stages, depends_on, ready_at,
                requirements)
              select id, :id, name, kind, growth, state, :pool, :rank, stages,
                array(select jsonb_array_elements_text("dependsOn")), case state when 'Ready' then now() end, :needs::jsonb
              from jsonb_to_recordset(:tasks::jsonb)
                as task (id uuid, name text, kind text, growth jsonb, state text, stages jsonb, "dependsOn" jsonb)
              returning queue_at)
            select count(*) from (
              select 1 from tasks o where o.state = 'Ready' and o.held_at is null and o.pool = :pool
                and o.queue_at <= (select min(queue_at) from planned) order by o.queue_at desc limit :most) ahead""";

    /** So many are counted exactly: where more wait, a figure that is seconds old serves, and a submit would cost more the longer the queue is. */
    static final int MOST_COUNTED = 100;

    private final JdbcClient jdbc;

    BuildRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns how many tasks of the pool wait before it, at most {@link #MOST_COUNTED}. */
    long insert(NewBuild build, PlannedTasks.Plan plan) {
        BuildRequest request = build.request();
        BuildJobDescriptor job = request.job();
        AgentNeeds needs = AgentNeeds.of(job);
        return jdbc.sql(INSERT)
                .param("id", request.executionId())
                .param("project", job.projectName())
                .param("url", job.repositoryUrl())
                .param("ref", job.gitRef())
                .param("configuration", job.configuration())
                .param("pool", request.targetPool().name())
                .param("strategy", request.strategy().name())
                .param("priority", request.priority().name())
                .param("rank", request.priority().rank())
                .param("forceClean", request.forceClean())
                .param("job", StoredJson.write(job))
                .param("status", BuildStatus.Queued.name())
                .param("email", request.requesterEmail())
                .param("by", build.requestedBy())
                .param("trace", traceId(request.executionId()))
                .param("rerunOf", build.rerunOf())
                .param("publishesAtEnd", plan.publishesAtEnd())
                .param("tasks", StoredJson.write(plan.tasks()))
                .param("needs", needs.isNothing() ? null : StoredJson.write(needs))
                .param("most", MOST_COUNTED)
                .query(Long.class)
                .single();
    }

    /** A build's trace has the build's own identifier, so that one leads to the other without a look-up. */
    private static String traceId(UUID executionId) {
        return executionId.toString().replace("-", "");
    }
}
