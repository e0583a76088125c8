package net.buildserver.orchestrator.scheduling;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.protocol.TaskOffer;

/**
 * Offers that this node made a moment ago, so that a poll that it holds itself is answered without a look at the database. Each is
 * handed out once; whatever goes amiss, the agent's next poll finds the offer in the database.
 */
final class FreshOffers {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST = 5000;

    private final ConcurrentMap<String, Entry> offers = new ConcurrentHashMap<>();

    private record Entry(TaskOffer offer, long madeAt) {
        boolean isFresh() {
            return System.nanoTime() - madeAt < FRESH_NANOS;
        }
    }

    void put(String agentId, TaskOffer offer) {
        if (offers.size() > MOST) {
            // Those of agents whose polls other nodes hold.
            offers.values().removeIf(entry -> !entry.isFresh());
        }
        offers.put(agentId, new Entry(offer, System.nanoTime()));
    }

    Optional<TaskOffer> take(String agentId) {
        Entry entry = offers.remove(agentId);
        return entry == null || !entry.isFresh() ? Optional.empty() : Optional.of(entry.offer());
    }
}
