package net.buildserver.orchestrator.lease;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.orchestrator.OrchestratorException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out why a fenced write changed nothing. */
public class AttemptFence {
    private final JdbcClient jdbc;

    /** Looks attempts up with {@code jdbc}. */
    public AttemptFence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An attempt as its own agent may see it.
     *
     * @param state its state
     * @param cancelRequested whether the agent is to stop
     * @param lastSequence number of the last report applied
     * @param logBytes length of the log so far
     */
    public record Held(AttemptState state, boolean cancelRequested, long lastSequence, long logBytes) {}

    /** Returns the attempt if it is {@code agentId}'s. */
    public Optional<Held> find(UUID attemptId, String agentId) {
        return jdbc.sql("""
                        select state, cancel_requested, last_sequence, log_bytes from attempts
                        where id = :attempt and agent_id = :agent
                        """)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .query((row, number) -> new Held(
                        AttemptState.valueOf(row.getString("state")),
                        row.getBoolean("cancel_requested"),
                        row.getLong("last_sequence"),
                        row.getLong("log_bytes")))
                .optional();
    }

    /**
     * Returns the attempt if {@code agentId} may write for it.
     *
     * @throws StaleAttemptException if it is not the agent's, not accepted, or was taken from it
     * @throws AttemptEndedException if its result is known already
     */
    public Held require(UUID attemptId, String agentId) {
        Held held = find(attemptId, agentId).orElseThrow(() -> new StaleAttemptException(attemptId));
        if (held.state() != AttemptState.Accepted) {
            throw refusal(attemptId, held.state());
        }
        return held;
    }

    static OrchestratorException refusal(UUID attemptId, AttemptState state) {
        return state == AttemptState.Finished
                ? new AttemptEndedException(attemptId)
                : new StaleAttemptException(attemptId);
    }
}
