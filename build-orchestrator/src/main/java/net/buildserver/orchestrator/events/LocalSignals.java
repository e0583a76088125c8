package net.buildserver.orchestrator.events;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The subscribers of this node. */
final class LocalSignals {
    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();

    private final List<Kind> kinds = new CopyOnWriteArrayList<>();

    private record Kind(String name, Consumer<String> action, Object identity) {}

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

    Signals.Subscription subscribeAll(String kind, Consumer<String> action) {
        Kind listener = new Kind(kind, action, new Object());
        kinds.add(listener);
        return () -> kinds.remove(listener);
    }

    void deliver(String topic) {
        for (Kind listener : kinds) {
            if (topic.startsWith(listener.name())
                    && topic.startsWith(":", listener.name().length())) {
                listener.action().accept(topic.substring(listener.name().length() + 1));
            }
        }
        for (Listener listener : listeners.getOrDefault(topic, Set.of())) {
            listener.action().run();
        }
    }

    /** Wakes everybody, after signals may have been missed. */
    void deliverAll() {
        listeners.keySet().forEach(this::deliver);
        kinds.forEach(listener -> listener.action().accept(""));
    }
}
