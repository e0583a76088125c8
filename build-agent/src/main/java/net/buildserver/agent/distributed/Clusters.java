package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A graph whose small items were put together with the only one that needs them, or that they need: that never closes a circle. */
final class Clusters {
    private final WorkGraph graph;
    private final Map<String, List<String>> members;

    private Clusters(WorkGraph graph, Map<String, List<String>> members) {
        this.graph = graph;
        this.members = members;
    }

    /** Returns {@code graph} with clusters of at least {@code grain} seconds, where that is possible. */
    static Clusters of(WorkGraph graph, double grain) {
        Map<String, Set<String>> members = new TreeMap<>();
        Map<String, String> cluster = new HashMap<>();
        graph.order().forEach(name -> {
            members.put(name, new HashSet<>(Set.of(name)));
            cluster.put(name, name);
        });
        WorkGraph now = graph;
        for (Optional<String[]> pair = pair(now, grain); pair.isPresent(); pair = pair(now, grain)) {
            String kept = pair.get()[0];
            Set<String> joined =
                    Optional.ofNullable(members.remove(pair.get()[1])).orElseThrow();
            joined.forEach(name -> cluster.put(name, kept));
            members.computeIfAbsent(kept, name -> new HashSet<>()).addAll(joined);
            now = contracted(graph, members, cluster);
        }
        Map<String, List<String>> ordered = new HashMap<>();
        members.forEach((name, all) ->
                ordered.put(name, graph.order().stream().filter(all::contains).toList()));
        return new Clusters(now, ordered);
    }

    WorkGraph graph() {
        return graph;
    }

    List<String> members(String cluster) {
        return members.getOrDefault(cluster, List.of());
    }

    private static Optional<String[]> pair(WorkGraph graph, double grain) {
        List<String> small = graph.order().stream()
                .filter(name -> graph.seconds(name) < grain)
                .sorted(Comparator.comparingDouble(graph::seconds).thenComparing(Comparator.naturalOrder()))
                .toList();
        for (String name : small) {
            if (graph.users(name).size() == 1) {
                return Optional.of(new String[] {graph.users(name).getFirst(), name});
            }
            if (graph.needs(name).size() == 1) {
                return Optional.of(new String[] {graph.needs(name).getFirst(), name});
            }
        }
        return Optional.empty();
    }

    private static WorkGraph contracted(
            WorkGraph graph, Map<String, Set<String>> members, Map<String, String> cluster) {
        List<WorkItem> items = new ArrayList<>();
        members.forEach((name, all) -> {
            Set<String> needs = new HashSet<>();
            all.forEach(
                    member -> graph.needs(member).forEach(needed -> needs.add(cluster.getOrDefault(needed, needed))));
            needs.remove(name);
            items.add(
                    new WorkItem(name, all.stream().mapToDouble(graph::seconds).sum(), needs));
        });
        return new WorkGraph(items);
    }
}
