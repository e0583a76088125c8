package net.buildserver.orchestrator.scheduling;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.buildserver.orchestrator.status.DiskSpace;

/** One round of the scheduler: bring the model up to date, match, offer. Used by one thread. */
class Dispatch {
    private static final int BATCH = 100;

    private final QueueModel model;
    private final PoolPass pass;
    private final Offers offers;
    private final SchedulingMetrics metrics;
    private final DiskSpace disk;
    private final InstantSource clock;

    Dispatch(
            QueueModel model,
            PoolPass pass,
            Offers offers,
            SchedulingMetrics metrics,
            DiskSpace disk,
            InstantSource clock) {
        this.model = model;
        this.pass = pass;
        this.offers = offers;
        this.metrics = metrics;
        this.disk = disk;
        this.clock = clock;
    }

    /** Forgets everything, at the beginning of a lead. */
    void begin() {
        model.clear();
    }

    void sweep() {
        model.sweep();
    }

    /** Offers what it can after {@code taken}, but nothing while a disk is almost full; what came to nothing is noted in {@code next}, to be read again. */
    void round(Changes.Taken taken, Changes next) {
        model.refresh(taken.tasks(), taken.agents());
        if (disk.isLow()) {
            return;
        }
        for (String pool : model.poolNames()) {
            List<PoolPass.Pair> pairs = pass.run(pool, model.pool(pool));
            for (int from = 0; from < pairs.size(); from += BATCH) {
                offer(pool, pairs.subList(from, Math.min(pairs.size(), from + BATCH)), next);
            }
        }
    }

    private void offer(String pool, List<PoolPass.Pair> pairs, Changes next) {
        pairs.forEach(pair -> {
            model.pool(pool).remove(pair.task().taskId());
            model.pool(pool).removeAgent(pair.agentId());
        });
        Set<UUID> offered = new HashSet<>();
        offers.offer(
                        pairs.stream().map(pair -> pair.task().taskId()).toList(),
                        pairs.stream().map(PoolPass.Pair::agentId).toList())
                .forEach(made -> offered.add(made.taskId()));
        for (PoolPass.Pair pair : pairs) {
            if (offered.contains(pair.task().taskId())) {
                metrics.offered(
                        pair.task(), Math.max(0, clock.millis() - pair.task().readyAtMillis()));
            } else {
                next.task(pair.task().taskId().toString());
                next.agent(pair.agentId());
            }
        }
    }
}
