package net.buildserver.api.builds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import net.buildserver.orchestrator.builds.Build;
import net.buildserver.orchestrator.builds.BuildChanges;
import net.buildserver.orchestrator.builds.BuildChanges.Change;
import net.buildserver.orchestrator.builds.BuildChanges.Changes;

/**
 * The changes of builds as events, found by one look of the node at the database for all browsers together, and none while nobody
 * listens. The newest events are kept for those who are slow.
 */
final class BuildFeed {
    private static final int MOST_CHANGES = 500;
    private static final int KEPT = 2_000;
    private static final long NOT_LOOKING = -1;

    private final BuildChanges changes;
    private final Function<Build, String> text;
    private final Supplier<Set<String>> away;
    private final Set<Semaphore> listeners = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Long> told = new HashMap<>();
    private final List<Event> kept = new ArrayList<>();
    private long position = NOT_LOOKING;
    private long count;
    private Set<String> awayBefore = Set.of();

    /** {@code text} writes a build as JSON; {@code away} names the parts of the server that are away. */
    BuildFeed(BuildChanges changes, Function<Build, String> text, Supplier<Set<String>> away) {
        this.changes = changes;
        this.text = text;
        this.away = away;
    }

    /**
     * What a browser is told.
     *
     * @param name {@code build}, {@code reset} when everything must be read anew, or {@code system} when a part of the server went
     *     or came back
     * @param point where to go on after this event
     * @param data the build as JSON, or an empty object
     */
    record Event(String name, long point, String data) {}

    /** Begins to listen: {@code wakes} gets a permit whenever there is something new. */
    synchronized long listen(Semaphore wakes) {
        listeners.add(wakes);
        if (position == NOT_LOOKING) {
            position = changes.now();
        }
        return count;
    }

    void leave(Semaphore wakes) {
        listeners.remove(wakes);
    }

    /** Wakes all listeners, as they are to end. */
    void wakeAll() {
        listeners.forEach(Semaphore::release);
    }

    synchronized long position() {
        return position;
    }

    /** Returns the events with numbers from {@code number} on, and the number behind them. */
    synchronized Next from(long number) {
        long oldest = count - kept.size();
        List<Event> events = number < oldest
                ? List.of(new Event("reset", position, "{}"))
                : List.copyOf(kept.subList((int) (number - oldest), kept.size()));
        return new Next(events, count);
    }

    record Next(List<Event> events, long number) {}

    /** Returns what has changed since {@code point}, for a browser that comes back. */
    List<Event> since(long point) {
        return events(changes.since(point, MOST_CHANGES), Map.of());
    }

    /** Looks once. */
    void look() {
        synchronized (this) {
            if (listeners.isEmpty()) {
                position = NOT_LOOKING;
                told.clear();
                kept.clear();
                return;
            }
        }
        lookAtSystem();
        Changes found = changes.since(position(), MOST_CHANGES);
        List<Event> events = events(found, told);
        synchronized (this) {
            position = found.next();
            found.changes().forEach(change -> told.put(change.buildId(), change.transaction()));
            told.values().removeIf(transaction -> transaction < found.next());
        }
        tell(events);
    }

    /** First of all, as the database may be what is away. */
    private void lookAtSystem() {
        Set<String> awayNow = away.get();
        if (!awayNow.equals(awayBefore)) {
            awayBefore = awayNow;
            tell(List.of(new Event("system", position(), "{}")));
        }
    }

    private void tell(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        synchronized (this) {
            kept.addAll(events);
            count += events.size();
            if (kept.size() > KEPT) {
                kept.subList(0, kept.size() - KEPT).clear();
            }
        }
        wakeAll();
    }

    private List<Event> events(Changes found, Map<UUID, Long> known) {
        if (!found.isWhole()) {
            return List.of(new Event("reset", found.next(), "{}"));
        }
        Collection<UUID> fresh = found.changes().stream()
                .filter(change -> known.getOrDefault(change.buildId(), -1L) < change.transaction())
                .map(Change::buildId)
                .toList();
        return fresh.isEmpty()
                ? List.of()
                : changes.read(List.copyOf(fresh)).stream()
                        .map(build -> new Event("build", found.next(), text.apply(build)))
                        .toList();
    }
}
