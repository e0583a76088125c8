package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Shares a graph of work among agents. It makes several plans in different ways, reckons for each when it would be done, and takes the
 * best; more than one slice only if that is worth it.
 */
public final class Slicer {
    // Estimates are not better than that, and every slice costs other builds an agent.
    private static final double WORTH = 0.9;
    private static final int[] BANDS = {1, 2, 3, 4, 6, 8, 12};
    private static final int LEVELS = 3;
    private static final double[] GRAINS = {0, 1, 2, 4, 8};

    private final WorkGraph graph;
    private final Machines machines;
    private List<Slice> best;
    private double bestEnd;

    private Slicer(WorkGraph graph, Machines machines) {
        this.graph = graph;
        this.machines = machines;
        this.best = List.of(new Slice(graph.order(), Set.of(), machines.seconds(graph, graph.order())));
        double alone = machines.makespan(best);
        // To collect what several made costs about as much as a slice.
        this.bestEnd = Math.min(alone * WORTH, alone - machines.overhead());
    }

    /** Returns the slices, each after those that it waits for; one with everything where sharing is not worth it. */
    public static List<Slice> of(WorkGraph graph, Machines machines) {
        Slicer slicer = new Slicer(graph, machines);
        if (machines.agents() > 1 && graph.order().size() > 1) {
            slicer.tryAll();
        }
        return slicer.best;
    }

    private void tryAll() {
        List<Slice> divided = divided();
        offer(divided);
        offer(Exchanges.of(graph, machines, divided));
        for (int agents = 2; agents <= machines.agents(); agents++) {
            Copies.of(graph, agents).map(this::timed).ifPresent(this::offer);
        }
    }

    /** The best of all plans in which each item is done once. */
    private List<Slice> divided() {
        List<List<Slice>> plans = new ArrayList<>();
        for (double grain : grains()) {
            Clusters clusters = Clusters.of(graph, grain);
            plans.add(expanded(clusters, ListSchedule.of(clusters.graph(), machines)));
            for (int count : BANDS) {
                plans.add(expanded(clusters, Bands.of(clusters.graph(), machines, count)));
            }
            for (int step = 1; step <= LEVELS; step++) {
                plans.add(expanded(clusters, Bands.byLevel(clusters.graph(), machines, step)));
            }
        }
        return plans.stream()
                .map(this::timed)
                .min(Comparator.comparingDouble(machines::makespan))
                .orElseThrow();
    }

    private double[] grains() {
        double[] grains = new double[GRAINS.length];
        double unit = Math.max(machines.overhead() / 2, graph.total() / machines.agents() / 32);
        for (int i = 0; i < grains.length; i++) {
            grains[i] = GRAINS[i] * unit;
        }
        return grains;
    }

    private List<Slice> expanded(Clusters clusters, List<Slice> slices) {
        return slices.stream()
                .map(slice -> new Slice(
                        slice.items().stream()
                                .flatMap(cluster -> clusters.members(cluster).stream())
                                .toList(),
                        slice.needs(),
                        0))
                .toList();
    }

    private List<Slice> timed(List<Slice> slices) {
        return slices.stream()
                .map(slice -> new Slice(slice.items(), slice.needs(), machines.seconds(graph, slice.items())))
                .toList();
    }

    private void offer(List<Slice> slices) {
        double end = machines.makespan(slices);
        if (end < bestEnd) {
            best = slices;
            bestEnd = end;
        }
    }
}
