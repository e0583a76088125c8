package net.buildserver.orchestrator.logs;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes log bytes with the fence in the same statement: one round trip for an append. */
final class LogAppender {
    private static final String APPEND = """
            with held as (
              select id, build_id, log_bytes, cancel_requested from attempts
              where id = :attempt and agent_id = :agent and state = 'Accepted' for no key update),
            fresh as (
              select id, log_bytes from held where :offset <= log_bytes and log_bytes - :offset < :length),
            chunk as (
              insert into log_chunks (attempt_id, start_offset, bytes)
              select id, log_bytes, substring(:bytes from (log_bytes - :offset + 1)::int) from fresh),
            grown as (
              update attempts a set log_bytes = fresh.log_bytes + (:length - (fresh.log_bytes - :offset)) from fresh where a.id = fresh.id)
            select build_id, log_bytes, cancel_requested, exists (select 1 from fresh) as written from held""";

    private static final String RESTART = """
            with held as (
              update attempts set log_bytes = 0
              where id = :attempt and agent_id = :agent and state = 'Accepted' returning id, cancel_requested),
            gone as (
              delete from log_chunks where attempt_id in (select id from held))
            select cancel_requested from held""";

    private final JdbcClient jdbc;

    LogAppender(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Appends what is new, and returns how the attempt's log was before, or empty if the agent may not write. */
    Optional<Before> append(UUID attemptId, String agentId, long offset, byte[] bytes) {
        return jdbc.sql(APPEND)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .param("offset", offset)
                .param("length", (long) bytes.length)
                .param("bytes", bytes)
                .query(Rows.of(Before.class))
                .optional();
    }

    /** Forgets the log of an attempt that the agent may write, and returns whether it was cancelled, or empty if it may not. */
    Optional<Boolean> restart(UUID attemptId, String agentId) {
        return jdbc.sql(RESTART)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .query(Boolean.class)
                .optional();
    }

    /** An attempt's log before an append. */
    record Before(UUID buildId, long logBytes, boolean cancelRequested, boolean written) {}
}
