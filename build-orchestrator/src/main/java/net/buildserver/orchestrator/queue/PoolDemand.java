package net.buildserver.orchestrator.queue;

/**
 * How much work there is for the agents of a pool.
 *
 * @param pendingRunnable tasks that wait for an agent and that the limits of projects and of the pool would let run now; held
 *     ones do not count
 * @param running tasks that agents hold or that are offered to them
 * @param desired slots of agents that have something to do: the sum of both
 */
public record PoolDemand(int pendingRunnable, int running, int desired) {
    static PoolDemand of(int pendingRunnable, int running) {
        return new PoolDemand(pendingRunnable, running, pendingRunnable + running);
    }
}
