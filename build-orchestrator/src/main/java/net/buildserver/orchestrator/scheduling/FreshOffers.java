package net.buildserver.orchestrator.scheduling;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.protocol.TaskOffer;

/**
 * Offers that this node made a moment ago, so that a poll that it holds itself is answered without a look at the database. Each is
 * handed out once, and only to the poll that it was made for: the agent may have had the offer from another node meanwhile, and be
 * done with it. Whatever goes amiss, the agent's next poll finds the offer in the database.
 */
final class FreshOffers {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST = 5000;

    private final ConcurrentMap<String, Entry> offers = new ConcurrentHashMap<>();

    private record Entry(TaskOffer offer, Instant offeredAt, long madeAt) {
        boolean isFresh() {
            return System.nanoTime() - madeAt < FRESH_NANOS;
        }
    }

    void put(String agentId, TaskOffer offer, Instant offeredAt) {
        if (offers.size() > MOST) {
            // Those of agents whose polls other nodes hold.
            offers.values().removeIf(entry -> !entry.isFresh());
        }
        offers.put(agentId, new Entry(offer, offeredAt, System.nanoTime()));
    }

    /** Takes the offer that was made since {@code pollBegan}; both times are the database's. */
    Optional<TaskOffer> take(String agentId, Instant pollBegan) {
        Entry entry = offers.remove(agentId);
        return entry == null || !entry.isFresh() || entry.offeredAt().isBefore(pollBegan)
                ? Optional.empty()
                : Optional.of(entry.offer());
    }
}
