package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

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
        return overhead + Hands.seconds(part, parallel);
    }

    private record Busy(double until, int slice) {}

    /** Returns when all slices are done if every free agent takes the first one that can begin, as the server's queue does. */
    public double makespan(List<Slice> slices) {
        boolean[] begun = new boolean[slices.size()];
        boolean[] done = new boolean[slices.size()];
        PriorityQueue<Busy> busy = new PriorityQueue<>((one, other) -> Double.compare(one.until(), other.until()));
        double now = 0;
        int left = slices.size();
        while (left > 0) {
            for (int next : ready(slices, begun, done)) {
                if (busy.size() < agents) {
                    begun[next] = true;
                    busy.add(new Busy(now + slices.get(next).seconds(), next));
                }
            }
            Busy first = busy.remove();
            now = first.until();
            done[first.slice()] = true;
            left--;
        }
        return now;
    }

    private static List<Integer> ready(List<Slice> slices, boolean[] begun, boolean[] done) {
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            if (!begun[i] && slices.get(i).needs().stream().allMatch(needed -> done[needed])) {
                ready.add(i);
            }
        }
        return ready;
    }
}
