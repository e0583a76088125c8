package net.buildserver.agent.distributed;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A graph whose small items were put together with the only one that needs them, or that they need: that never closes a circle. */
final class Clusters {
    private final WorkGraph whole;
    private final Map<String, Cluster> clusters = new TreeMap<>();
    private final WorkGraph graph;

    /** Items that are one now, and the clusters on both sides of it. */
    private static final class Cluster {
        final Set<String> members = new HashSet<>();
        final Set<String> needs = new HashSet<>();
        final Set<String> users = new HashSet<>();
        final BitSet reads = new BitSet();
        double seconds;

        WorkItem item(String name) {
            return new WorkItem(name, seconds, false, needs, reads);
        }
    }

    private Clusters(WorkGraph whole, double grain) {
        this.whole = whole;
        for (String name : whole.order()) {
            Cluster cluster = new Cluster();
            cluster.members.add(name);
            cluster.needs.addAll(whole.needs(name));
            cluster.users.addAll(whole.users(name));
            cluster.reads.or(whole.reads(name));
            cluster.seconds = whole.seconds(name);
            clusters.put(name, cluster);
        }
        while (joinOne(grain)) {}
        this.graph = new WorkGraph(clusters.entrySet().stream()
                .map(one -> one.getValue().item(one.getKey()))
                .toList());
    }

    /** Returns {@code graph} with clusters of at least {@code grain} seconds, where that is possible. */
    static Clusters of(WorkGraph graph, double grain) {
        return new Clusters(graph, grain);
    }

    WorkGraph graph() {
        return graph;
    }

    List<String> members(String cluster) {
        Set<String> members = get(cluster).members;
        return whole.order().stream().filter(members::contains).toList();
    }

    /** Puts the smallest cluster that can be put anywhere where it belongs; false if none can. */
    private boolean joinOne(double grain) {
        Optional<String> smallest = clusters.keySet().stream()
                .filter(name -> get(name).seconds < grain && neighbour(name).isPresent())
                .min(Comparator.comparingDouble(name -> get(name).seconds));
        smallest.ifPresent(name -> join(neighbour(name).orElseThrow(), name));
        return smallest.isPresent();
    }

    private Optional<String> neighbour(String name) {
        Cluster cluster = get(name);
        return cluster.users.size() == 1
                ? cluster.users.stream().findFirst()
                : cluster.needs.stream().findFirst().filter(needed -> cluster.needs.size() == 1);
    }

    private void join(String kept, String gone) {
        Cluster to = get(kept);
        Cluster from = get(gone);
        clusters.remove(gone);
        to.members.addAll(from.members);
        to.reads.or(from.reads);
        to.seconds += from.seconds;
        from.needs.forEach(needed -> replace(get(needed).users, gone, kept));
        from.users.forEach(user -> replace(get(user).needs, gone, kept));
        to.needs.addAll(from.needs);
        to.users.addAll(from.users);
        to.needs.removeAll(Set.of(kept, gone));
        to.users.removeAll(Set.of(kept, gone));
    }

    private static void replace(Set<String> names, String gone, String kept) {
        names.remove(gone);
        names.add(kept);
    }

    private Cluster get(String name) {
        return Optional.ofNullable(clusters.get(name)).orElseThrow();
    }
}
