package net.buildserver.orchestrator.logs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.orchestrator.OrchestratorException;
import net.buildserver.orchestrator.builds.UnknownBuildException;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.AttemptFence;
import net.buildserver.orchestrator.lease.GapException;
import net.buildserver.orchestrator.lease.StaleAttemptException;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Logs: appending, reading, following; {@code build:<executionId>} is signalled when a log has grown. */
public class Logs {
    private final JdbcClient jdbc;
    private final LogAppender appender;
    private final LogReader reader;
    private final Signals signals;
    private final Counter written;

    Logs(JdbcClient jdbc, LogAppender appender, LogReader reader, Signals signals, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.appender = appender;
        this.reader = reader;
        this.signals = signals;
        this.written = Counter.builder("build.server.log")
                .baseUnit("bytes")
                .description("Bytes of logs that agents appended")
                .register(metrics);
    }

    /**
     * Appends bytes to the attempt's log. Bytes that are there already are passed over.
     *
     * @param offset where in the log the bytes begin
     * @param bytes at most {@link net.buildserver.domain.protocol.AgentProtocol#MAX_LOG_CHUNK_BYTES}
     * @return how long the log is now
     * @throws GapException if bytes before {@code offset} are missing
     * @throws StaleAttemptException if the attempt is not this agent's
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if the attempt has ended
     */
    public LogAnswer append(UUID attemptId, String agentId, long offset, byte[] bytes) {
        LogAppender.Before before =
                appender.append(attemptId, agentId, offset, bytes).orElseThrow(() -> refusal(attemptId, agentId));
        if (offset > before.logBytes()) {
            throw new GapException(GapException.Kind.Log, offset, before.logBytes());
        }
        long size = before.logBytes();
        if (before.written()) {
            size = offset + bytes.length;
            written.increment((double) size - before.logBytes());
            signals.publish("build:" + before.buildId());
        }
        return new LogAnswer(size, before.cancelRequested() ? Directive.Cancel : Directive.Continue);
    }

    /**
     * Forgets the attempt's log, so that the agent can send it again from its beginning.
     *
     * @throws StaleAttemptException if the attempt is not this agent's
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if the attempt has ended
     */
    public LogAnswer restart(UUID attemptId, String agentId) {
        boolean cancelled = appender.restart(attemptId, agentId).orElseThrow(() -> refusal(attemptId, agentId));
        return new LogAnswer(0, cancelled ? Directive.Cancel : Directive.Continue);
    }

    /**
     * Returns which log the build shows now, and how long it is.
     *
     * @throws UnknownBuildException if there is no such build
     */
    public LogState state(UUID buildId) {
        return state(buildId, null);
    }

    /**
     * Returns which log the build, or one task of it, shows now, and how long it is.
     *
     * @param task name of the task, or null for the one that began last; one that never began, or is none, has an empty log
     * @throws UnknownBuildException if there is no such build
     */
    public LogState state(UUID buildId, @Nullable String task) {
        return jdbc.sql("""
                        select v.id as attempt_id, coalesce(v.number, 0) as attempt_number, coalesce(v.log_bytes, 0) as size,
                          b.status
                        from builds b left join visible_attempts v on v.build_id = b.id
                          and (:task::text is null or v.task_id = (select t.id from tasks t where t.build_id = b.id and t.name = :task))
                        where b.id = :build order by v.accepted_at desc limit 1""")
                .param("build", buildId)
                .param("task", task)
                .query(Rows.of(LogState.class))
                .optional()
                .orElseThrow(() -> new UnknownBuildException(buildId));
    }

    /**
     * Copies bytes {@code from} to {@code to} of the attempt's log, all of which exist; never more than a few chunks are in
     * memory.
     *
     * @throws IOException if {@code out} fails
     */
    public void copy(UUID attemptId, long from, long to, OutputStream out) throws IOException {
        reader.copy(attemptId, from, to, out);
    }

    private OrchestratorException refusal(UUID attemptId, String agentId) {
        new AttemptFence(jdbc).require(attemptId, agentId);
        // Accepted between the two looks: whoever writes before it knows that it may is not to be believed.
        return new StaleAttemptException(attemptId);
    }
}
