package net.buildserver.orchestrator.scheduling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.buildserver.orchestrator.queue.JobQueue;
import net.buildserver.orchestrator.queue.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Matches the waiting tasks of one pool with its waiting agents, once. */
class PoolPass {
    private static final Logger LOG = LoggerFactory.getLogger(PoolPass.class);
    private static final int BATCH = 200;

    private final JobQueue queue;
    private final Outbox outbox;
    private final Candidates candidates;
    private final Placement placement;
    private final WarmAgents warm;
    private final Offers offers;
    private final SchedulingMetrics metrics;
    private boolean queueAway;

    PoolPass(
            JobQueue queue,
            Outbox outbox,
            Candidates candidates,
            WarmAgents warm,
            Offers offers,
            SchedulingMetrics metrics) {
        this.queue = queue;
        this.outbox = outbox;
        this.candidates = candidates;
        this.warm = warm;
        this.placement = new Placement(warm);
        this.offers = offers;
        this.metrics = metrics;
    }

    void run(String pool) {
        List<WaitingTask> tasks = waiting(pool);
        if (tasks.isEmpty()) {
            return;
        }
        List<WaitingAgent> agents = new ArrayList<>(candidates.agents(pool));
        if (agents.isEmpty()) {
            return;
        }
        Set<Candidates.Refusal> refusals = candidates.refusals(tasks);
        List<UUID> gone = new ArrayList<>();
        for (WaitingTask task : tasks) {
            Optional<WaitingAgent> agent = placement.choose(task, agents, refusals);
            if (agent.isPresent()) {
                // A poll is answered once, so its agent is out of this pass whatever comes of the offer.
                agents.remove(agent.get());
                if (offers.offer(task.taskId(), agent.get().agentId())) {
                    warm.offered(agent.get().agentId(), task.projectName());
                    metrics.offered(pool, task);
                    gone.add(task.taskId());
                }
            }
            if (agents.isEmpty()) {
                break;
            }
        }
        forget(pool, gone);
    }

    private List<WaitingTask> waiting(String pool) {
        try {
            outbox.drain();
            List<UUID> queued = queue.first(pool, BATCH);
            queueAway(false);
            if (queued.isEmpty()) {
                return List.of();
            }
            List<WaitingTask> tasks = candidates.tasks(queued);
            Set<UUID> stale = new HashSet<>(queued);
            tasks.forEach(task -> stale.remove(task.taskId()));
            forget(pool, List.copyOf(stale));
            return tasks;
        } catch (DataAccessException away) {
            queueAway(true);
            LOG.debug("The queue is away.", away);
            return candidates.tasks(pool, BATCH);
        }
    }

    private void forget(String pool, List<UUID> tasks) {
        try {
            queue.remove(pool, tasks);
        } catch (DataAccessException away) {
            LOG.debug("The queue is away; what was offered is taken out of it later.", away);
        }
    }

    private void queueAway(boolean away) {
        if (away != queueAway) {
            queueAway = away;
            if (away) {
                LOG.warn("Redis cannot be reached; tasks are read from PostgreSQL until it is back.");
            } else {
                LOG.info("Redis is back.");
            }
        }
    }
}
