package net.buildserver.orchestrator.lease;

import java.util.UUID;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.tasks.NoResult;
import net.buildserver.orchestrator.tasks.Tasks;
import org.springframework.transaction.annotation.Transactional;

/** Turns offers into leases. */
public class Acceptances {
    private final OfferedAttempts attempts;
    private final Tasks tasks;
    private final BuildLifecycle builds;
    private final Signals signals;
    private final LeaseMetrics metrics;

    Acceptances(OfferedAttempts attempts, Tasks tasks, BuildLifecycle builds, Signals signals, LeaseMetrics metrics) {
        this.attempts = attempts;
        this.tasks = tasks;
        this.builds = builds;
        this.signals = signals;
        this.metrics = metrics;
    }

    /**
     * Begins the lease of an offered attempt. Repeating it gives the same answer.
     *
     * @throws StaleAttemptException if the offer is not this agent's or was not answered in time
     * @throws AttemptEndedException if the build was cancelled meanwhile, or the attempt has finished
     */
    @Transactional(noRollbackFor = AttemptEndedException.class)
    public TaskAssignment accept(UUID attemptId, String agentId) {
        OfferedAttempts.Offered offered = attempts.lock(attemptId, agentId);
        if (offered.state() == AttemptState.Accepted) {
            return offered.assignment();
        }
        if (offered.state() != AttemptState.Offered) {
            throw AttemptFence.refusal(attemptId, offered.state());
        }
        UUID taskId = offered.assignment().taskId();
        if (offered.build().isStopping()) {
            attempts.withdraw(attemptId);
            tasks.attemptBroughtNothing(offered.build(), taskId, NoResult.returned("The build was cancelled.", null));
            throw new AttemptEndedException(attemptId);
        }
        if (!attempts.begin(attemptId, offered.assignment().timeout())) {
            throw new StaleAttemptException(attemptId);
        }
        builds.taskStarted(offered.build().buildId());
        AfterCommit.run(metrics::accepted);
        AfterCommit.run(() -> signals.publish("build:" + offered.build().buildId()));
        return offered.assignment();
    }
}
