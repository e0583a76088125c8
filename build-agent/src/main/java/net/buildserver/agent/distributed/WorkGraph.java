package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Work and the order in it. What an item needs that is not part of the graph is taken as done. */
public final class WorkGraph {
    private final Map<String, WorkItem> items = new LinkedHashMap<>();
    private final Map<String, List<String>> needs = new HashMap<>();
    private final Map<String, List<String>> users = new HashMap<>();
    private final Map<String, Double> tails = new HashMap<>();

    /**
     * Creates the graph.
     *
     * @throws IllegalArgumentException if items need each other in a circle
     */
    public WorkGraph(Collection<WorkItem> all) {
        Map<String, WorkItem> named = new TreeMap<>();
        all.forEach(item -> named.put(item.name(), item));
        named.keySet().forEach(name -> visit(name, named, new LinkedHashSet<>()));
        items.forEach((name, item) -> needs.put(
                name, item.needs().stream().filter(items::containsKey).sorted().toList()));
        items.values()
                .forEach(item -> needs(item.name())
                        .forEach(needed -> users.computeIfAbsent(needed, name -> new ArrayList<>())
                                .add(item.name())));
        double[] numbered = NumberedWork.of(this).tails();
        order().forEach(name -> tails.put(name, numbered[tails.size()]));
    }

    private void visit(String name, Map<String, WorkItem> named, Set<String> above) {
        WorkItem item = named.get(name);
        if (item == null || items.containsKey(name)) {
            return;
        }
        if (!above.add(name)) {
            throw new IllegalArgumentException("work in a circle: " + above);
        }
        item.needs().stream().sorted().forEach(needed -> visit(needed, named, above));
        above.remove(name);
        items.put(name, item);
    }

    /** Returns the graph of some of the items; what they need beside each other is taken as done. */
    WorkGraph part(Collection<String> names) {
        return new WorkGraph(names.stream().map(this::item).toList());
    }

    /** Returns all names, each after what it needs. */
    public List<String> order() {
        return List.copyOf(items.keySet());
    }

    /** Returns how long {@code name} takes, in seconds. */
    public double seconds(String name) {
        return item(name).seconds();
    }

    /** Returns whether nobody ever saw how long {@code name} takes. */
    public boolean isGuessed(String name) {
        return item(name).guessed();
    }

    /** Returns the numbers of what must be read to do {@code name}. */
    BitSet reads(String name) {
        return item(name).reads();
    }

    /** Returns what of this graph {@code name} needs directly. */
    public List<String> needs(String name) {
        return Optional.ofNullable(needs.get(name)).orElseThrow();
    }

    /** Returns what needs {@code name} directly. */
    public List<String> users(String name) {
        return users.getOrDefault(name, List.of());
    }

    /** Returns the seconds from the start of {@code name} to the end of the longest chain that begins with it. */
    public double tail(String name) {
        return Optional.ofNullable(tails.get(name)).orElseThrow();
    }

    /** Returns the seconds that all items take together. */
    public double total() {
        return items.values().stream().mapToDouble(WorkItem::seconds).sum();
    }

    /** Returns the seconds of the longest chain. */
    public double criticalPath() {
        return tails.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Returns {@code names} and all that they need, directly or not. */
    public Set<String> closure(Collection<String> names) {
        Set<String> closure = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(names);
        while (!open.isEmpty()) {
            String name = open.removeLast();
            if (closure.add(name)) {
                open.addAll(needs(name));
            }
        }
        return closure;
    }

    private WorkItem item(String name) {
        return Optional.ofNullable(items.get(name)).orElseThrow();
    }
}
