package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each agent some of what nothing else needs, with all that it needs: nobody waits, and what several need is done by each. That
 * is a bad bargain if it takes longer than it was taken to, so nothing is done twice of which nobody ever saw how long it takes.
 */
final class Copies {
    private Copies() {}

    /** Returns the slices, or nothing if something would be done twice of which nobody knows how long it takes. */
    static Optional<List<Slice>> of(WorkGraph graph, int agents) {
        List<Set<String>> shares = new ArrayList<>();
        double[] loads = new double[agents];
        for (int i = 0; i < agents; i++) {
            shares.add(new HashSet<>());
        }
        List<String> ends = graph.order().stream()
                .filter(name -> graph.users(name).isEmpty())
                .sorted(Comparator.comparingDouble((String name) -> seconds(graph, graph.closure(List.of(name))))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (String end : ends) {
            int best = 0;
            double bestLoad = Double.MAX_VALUE;
            for (int i = 0; i < agents; i++) {
                Set<String> more = new HashSet<>(graph.closure(List.of(end)));
                more.removeAll(shares.get(i));
                double load = loads[i] + seconds(graph, more);
                if (load < bestLoad) {
                    best = i;
                    bestLoad = load;
                }
            }
            loads[best] = bestLoad;
            shares.get(best).addAll(graph.closure(List.of(end)));
        }
        boolean blind = graph.order().stream()
                .filter(graph::isGuessed)
                .anyMatch(name ->
                        shares.stream().filter(share -> share.contains(name)).count() > 1);
        return blind ? Optional.empty() : Optional.of(slices(graph, shares));
    }

    private static List<Slice> slices(WorkGraph graph, List<Set<String>> shares) {
        return shares.stream()
                .filter(share -> !share.isEmpty())
                .map(share ->
                        new Slice(graph.order().stream().filter(share::contains).toList(), new LinkedHashSet<>(), 0))
                .toList();
    }

    private static double seconds(WorkGraph graph, Set<String> names) {
        return names.stream().mapToDouble(graph::seconds).sum();
    }
}
