package net.buildserver.orchestrator.lease;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that end an attempt. Each names the state that it leaves, so that only one of two racing ones succeeds. */
class AttemptRows {
    private final JdbcClient jdbc;

    AttemptRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An attempt that was just ended.
     *
     * @param taskId its task
     * @param agentId its agent
     * @param number which try it was
     */
    record Ended(UUID taskId, String agentId, int number) {
        /** Returns {@code reason} as one entry of a list of reasons. */
        String describe(String reason) {
            return "Attempt " + number + " on " + agentId + ": " + reason;
        }
    }

    Optional<Ended> finish(UUID attemptId, String agentId, FinishReport report) {
        FailureKind kind = report.failureKind();
        return jdbc.sql("""
                        update attempts
                        set state = 'Finished', outcome = :outcome, failure_kind = :kind, message = :message, ended_at = now()
                        where id = :attempt and agent_id = :agent and state = 'Accepted'
                          and last_sequence = :sequence and log_bytes = :logBytes
                          and (:logSha256::text is null or log_bytes = 0 or :logSha256 = (
                            select encode(sha256(string_agg(c.bytes, ''::bytea order by c.start_offset)), 'hex')
                            from log_chunks c where c.attempt_id = attempts.id))
                        returning task_id, agent_id, number
                        """)
                .param("outcome", report.outcome().name())
                .param("kind", kind == null ? null : kind.name())
                .param("message", report.errorMessage())
                .param("attempt", attemptId)
                .param("agent", agentId)
                .param("sequence", report.lastSequence())
                .param("logBytes", report.logBytes())
                .param("logSha256", report.logSha256())
                .query(AttemptRows::ended)
                .optional();
    }

    Optional<Ended> decline(UUID attemptId, String agentId, String reason) {
        return jdbc.sql("""
                        update attempts set state = 'Declined', message = :message, ended_at = now()
                        where id = :attempt and agent_id = :agent and state in ('Offered', 'Accepted')
                        returning task_id, agent_id, number
                        """)
                .param("message", reason)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .query(AttemptRows::ended)
                .optional();
    }

    /** Ends an attempt from our side, if {@code condition} on its row still holds. */
    Optional<Ended> take(UUID attemptId, AttemptState to, String condition, @Nullable Loss loss) {
        return jdbc.sql("""
                        update attempts
                        set state = :state, outcome = :outcome, failure_kind = :kind, message = :message, ended_at = now()
                        where id = :attempt and %s returning task_id, agent_id, number
                        """.formatted(condition))
                .param("state", to.name())
                .param("outcome", loss == null ? null : loss.outcome())
                .param("kind", loss == null ? null : loss.kind().name())
                .param("message", loss == null ? null : loss.reason())
                .param("attempt", attemptId)
                .query(AttemptRows::ended)
                .optional();
    }

    /** A running stage of an attempt that is over was cut off, and what had not begun was left out. */
    void closeStages(UUID attemptId) {
        jdbc.sql("""
                        update stages
                        set status = case status when 'Running' then 'Cancelled' else 'Skipped' end,
                            end_time = case status when 'Running' then now() else end_time end
                        where attempt_id = :attempt and status in ('Pending', 'Running')
                        """).param("attempt", attemptId).update();
    }

    void refuseUnsuccessfulStages(UUID attemptId) {
        jdbc.sql("""
                        select name from stages where attempt_id = :attempt and status not in ('Succeeded', 'Skipped', 'Pending')
                        order by ordinal limit 1
                        """).param("attempt", attemptId).query(String.class).optional().ifPresent(stage -> {
            throw new InvalidReportException(
                    "outcome", "cannot be Succeeded, since the stage " + stage + " did not succeed.");
        });
    }

    private static Ended ended(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        return new Ended(row.getObject("task_id", UUID.class), row.getString("agent_id"), row.getInt("number"));
    }
}
