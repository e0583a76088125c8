package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The agents that share work.
 *
 * @param agents how many there are
 * @param parallel how many items each works on at once
 * @param overhead seconds that a slice takes beside its items: checkout, restore, start of the tools
 */
public record Machines(int agents, int parallel, double overhead) {
    /** Returns how long a slice of {@code items} takes: each begins when a hand is free, that with the longest chain behind it first. */
    double seconds(WorkGraph graph, List<String> items) {
        WorkGraph part = new WorkGraph(items.stream()
                .map(name -> new WorkItem(name, graph.seconds(name), Set.copyOf(graph.needs(name))))
                .toList());
        Comparator<String> longest = Comparator.comparingDouble(part::tail).reversed();
        return overhead + Hands.seconds(part, parallel, longest.thenComparing(Comparator.naturalOrder()));
    }

    /** Returns when all slices are done if every free agent takes the first one that can begin, as the server's queue does. */
    public double makespan(List<Slice> slices) {
        List<WorkItem> items = new ArrayList<>();
        for (Slice slice : slices) {
            Set<String> needs = slice.needs().stream().map(Machines::name).collect(Collectors.toSet());
            items.add(new WorkItem(name(items.size()), slice.seconds(), needs));
        }
        return Hands.seconds(new WorkGraph(items), agents, Comparator.naturalOrder());
    }

    private static String name(int slice) {
        return "%06d".formatted(slice);
    }
}
