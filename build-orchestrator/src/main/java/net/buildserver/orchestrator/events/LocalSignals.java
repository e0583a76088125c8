package net.buildserver.orchestrator.events;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The subscribers of this node. */
final class LocalSignals {
    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();

    /** Has identity, so that the same listener may subscribe twice. */
    private record Listener(Runnable action, Object identity) {}

    Signals.Subscription subscribe(String topic, Runnable action) {
        Listener listener = new Listener(action, new Object());
        listeners.compute(topic, (key, present) -> {
            Set<Listener> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(listener);
            return set;
        });
        return () -> listeners.computeIfPresent(topic, (key, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    void deliver(String topic) {
        for (Listener listener : listeners.getOrDefault(topic, Set.of())) {
            listener.action().run();
        }
    }

    /** Wakes everybody, after signals may have been missed. */
    void deliverAll() {
        listeners.keySet().forEach(this::deliver);
    }
}
