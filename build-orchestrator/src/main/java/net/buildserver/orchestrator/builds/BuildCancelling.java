package net.buildserver.orchestrator.builds;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cancels builds. What no agent has accepted ends at once; what runs is told to end, and ends when its agent reports it. The
 * build's row is locked first, like everywhere, so that an accept either comes first and is told, or finds its offer gone.
 */
final class BuildCancelling {
    private static final String REQUESTED = "Build cancellation requested";

    private final JdbcClient jdbc;
    private final BuildStates states;
    private final Signals signals;

    BuildCancelling(JdbcClient jdbc, BuildStates states, Signals signals) {
        this.jdbc = jdbc;
        this.states = states;
        this.signals = signals;
    }

    Cancellation cancel(UUID buildId, String requestedBy) {
        lock(buildId);
        withdrawOffers(buildId);
        List<String> agents = tellAgents(buildId);
        if (!states.requestCancel(buildId, requestedBy)) {
            return answer(buildId);
        }
        endWaitingTasks(buildId);
        if (agents.isEmpty()) {
            states.end(buildId, BuildStatus.Cancelled, FailureKind.Cancelled, "Cancelled by " + requestedBy + ".");
        }
        AfterCommit.run(() -> agents.forEach(agent -> signals.publish("agent:" + agent)));
        return new Cancellation(buildId, BuildStatus.Cancelling, REQUESTED);
    }

    private Cancellation answer(UUID buildId) {
        BuildStatus status = jdbc.sql("select status from builds where id = :id")
                .param("id", buildId)
                .query(BuildStatus.class)
                .optional()
                .orElseThrow(() -> new UnknownBuildException(buildId));
        return switch (status) {
            case Cancelling, Cancelled -> new Cancellation(buildId, status, REQUESTED);
            default -> new Cancellation(buildId, status, "The build has ended already as " + status + ".");
        };
    }

    /** Offers, accepts and ends of the build's attempts wait for this lock, or were committed before it was had. */
    private void lock(UUID buildId) {
        jdbc.sql("select id from builds where id = :id for no key update")
                .param("id", buildId)
                .query(UUID.class)
                .optional();
    }

    private void withdrawOffers(UUID buildId) {
        jdbc.sql("""
                        update attempts set state = 'Expired', ended_at = now(), message = 'The build was cancelled.'
                        where build_id = :id and state = 'Offered'""").param("id", buildId).update();
    }

    private List<String> tellAgents(UUID buildId) {
        return Rows.list(jdbc.sql("""
                        update attempts set cancel_requested = true where build_id = :id and state = 'Accepted'
                        returning agent_id""").param("id", buildId).query(String.class));
    }

    private void endWaitingTasks(UUID buildId) {
        jdbc.sql("""
                        update tasks t set state = 'Cancelled', ended_at = now()
                        where build_id = :id and state in ('Blocked', 'Ready', 'Offered', 'Running')
                          and not exists (select 1 from attempts a where a.task_id = t.id and a.state = 'Accepted')""").param("id", buildId).update();
    }
}
