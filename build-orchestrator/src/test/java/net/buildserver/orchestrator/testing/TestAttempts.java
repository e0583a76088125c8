package net.buildserver.orchestrator.testing;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts agents and attempts into the database as the agent side would, for tests of what stands on them. */
public final class TestAttempts {
    private final JdbcClient jdbc;

    /** Writes with {@code jdbc}. */
    public TestAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts a queued build with one ready task into the database. */
    public UUID build() {
        UUID build = UUID.randomUUID();
        jdbc.sql("""
                        insert into builds (id, project_name, repository_url, git_ref, configuration, target_pool, strategy,
                          priority, force_clean, job, status, requester_email, requested_by, trace_id)
                        values (:id, 'MyApp', 'https://host/org/app', 'main', 'Release', 'Linux', 'Clean', 'Normal', false,
                          '{}', 'Queued', 'a@example.com', 'ann', '0')""").param("id", build).update();
        jdbc.sql("""
                        insert into tasks (id, build_id, name, state, pool, priority_rank, stages, ready_at)
                        values (gen_random_uuid(), :id, 'build', 'Ready', 'Linux', 1, '[]', now())""").param("id", build).update();
        return build;
    }

    /** Enrols a Linux agent that is alive and has {@code slots} slots. */
    public void agent(String id, int slots) {
        jdbc.sql("""
                        insert into agents (id, hostname, target_type, credential_sha256, agent_version, capabilities, last_heartbeat)
                        values (:id, :id, 'Linux', decode(md5(:id), 'hex'), '1', jsonb_build_object('maxConcurrentBuilds', :slots::int), now())""").param("id", id).param("slots", slots).update();
    }

    /** Offers the build's only task to the agent. */
    public UUID offer(UUID buildId, String agentId) {
        jdbc.sql("update tasks set state = 'Offered', attempts_made = attempts_made + 1 where build_id = :build")
                .param("build", buildId)
                .update();
        return jdbc.sql("""
                        insert into attempts (id, task_id, build_id, agent_id, number, state, offer_until)
                        select gen_random_uuid(), id, build_id, :agent, attempts_made, 'Offered', now() + interval '10 s'
                        from tasks where build_id = :build
                        returning id""")
                .param("agent", agentId)
                .param("build", buildId)
                .query(UUID.class)
                .single();
    }

    /** Offers the build's only task to the agent, which accepts. */
    public UUID accept(UUID buildId, String agentId) {
        UUID attempt = offer(buildId, agentId);
        jdbc.sql("""
                        update attempts set state = 'Accepted', accepted_at = now(), lease_until = now() + interval '20 s'
                        where id = :id""").param("id", attempt).update();
        jdbc.sql("update tasks set state = 'Running' where build_id = :build")
                .param("build", buildId)
                .update();
        jdbc.sql("update builds set status = 'Running', started_at = coalesce(started_at, now()) where id = :build")
                .param("build", buildId)
                .update();
        return attempt;
    }

    /** Ends the attempt in the given state and outcome; its task and build stay as they are. */
    public void end(UUID attemptId, String state, String outcome) {
        jdbc.sql("update attempts set state = :state, outcome = :outcome, ended_at = now() where id = :id")
                .param("state", state)
                .param("outcome", outcome)
                .param("id", attemptId)
                .update();
    }
}
