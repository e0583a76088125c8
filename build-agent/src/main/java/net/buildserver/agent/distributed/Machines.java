package net.buildserver.agent.distributed;

import java.util.List;

/**
 * The agents that share work.
 *
 * @param agents how many there are
 * @param parallel how many items each works on at once
 * @param overhead seconds that a slice takes beside its items: checkout, restore, start of the tools
 * @param reading seconds that it takes to read one of all that must be read for a slice
 */
public record Machines(int agents, int parallel, double overhead, double reading) {
    /** Creates agents that take no time to read. */
    public Machines(int agents, int parallel, double overhead) {
        this(agents, parallel, overhead, 0);
    }

    /** Returns how long a slice of {@code items} takes: each begins when a hand is free, that with the longest chain behind it first. */
    public double seconds(WorkGraph graph, List<String> items) {
        return seconds(NumberedWork.of(graph.part(items)));
    }

    /** Returns how long a slice with such items takes. */
    double seconds(NumberedWork items) {
        return overhead
                + reading * items.reads()
                + (parallel == 1 ? items.total() : Hands.longestFirst(items, parallel));
    }

    /** Returns when all slices are done if every free agent takes the first one that can begin, as the server's queue does. */
    public double makespan(List<Slice> slices) {
        return Hands.inOrder(
                new NumberedWork(
                        slices.stream().mapToDouble(Slice::seconds).toArray(),
                        slices.stream()
                                .map(slice -> slice.needs().stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray())
                                .toArray(int[][]::new)),
                agents);
    }
}
