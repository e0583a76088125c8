package net.buildserver.orchestrator.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import net.buildserver.orchestrator.events.Signals;

/** Signals within one JVM that remember what was published. */
public final class TestSignals implements Signals {
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    @Override
    public void publish(String topic) {
        published.add(topic);
        listeners.getOrDefault(topic, List.of()).forEach(Runnable::run);
    }

    @Override
    public Subscription subscribe(String topic, Runnable listener) {
        listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(listener);
        return () -> listeners.get(topic).remove(listener);
    }

    @Override
    public Subscription subscribeAll(String kind, Consumer<String> listener) {
        return () -> {};
    }

    /** Returns the topics that were published, oldest first. */
    public List<String> published() {
        return List.copyOf(published);
    }
}
