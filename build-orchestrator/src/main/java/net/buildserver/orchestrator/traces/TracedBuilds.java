package net.buildserver.orchestrator.traces;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what traces tell. */
class TracedBuilds {
    private final JdbcClient jdbc;

    TracedBuilds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the build, or nothing if it is gone meanwhile. */
    Optional<TracedBuild> read(UUID buildId) {
        return query("""
                        select id, project_name, repository_url, git_ref, configuration, target_pool, strategy, status,
                               failure_kind, commit_sha, created_at, started_at, ended_at
                        from builds where id = :build and ended_at is not null""", buildId)
                .query(Rows.of(TracedBuild.Run.class))
                .optional()
                .map(run -> new TracedBuild(
                        run,
                        Rows.list(query("""
                                        select id, name, state, failure_kind, ready_at, ended_at
                                        from tasks where build_id = :build order by ordinal, name""", buildId).query(Rows.of(TracedBuild.Task.class))),
                        Rows.list(query("""
                                        select id, task_id, agent_id, number, state, offered_at, accepted_at, outcome,
                                               failure_kind, ended_at
                                        from attempts where build_id = :build order by number""", buildId).query(Rows.of(TracedBuild.Attempt.class))),
                        Rows.list(query("""
                                        select s.attempt_id, s.name, s.status, s.start_time, s.end_time
                                        from attempts a join stages s on s.attempt_id = a.id
                                        where a.build_id = :build and s.start_time is not null order by s.ordinal""", buildId).query(Rows.of(TracedBuild.Stage.class)))));
    }

    private JdbcClient.StatementSpec query(String sql, UUID buildId) {
        return jdbc.sql(sql).param("build", buildId);
    }
}
