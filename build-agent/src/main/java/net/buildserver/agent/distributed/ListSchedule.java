package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives items to agents one after the other, the one with the longest chain behind it first, to the agent that can begin it
 * first. An agent's items are cut into slices where another agent waits for one, or where it has to wait itself: so a slice only
 * ever waits for slices that were closed before it was begun.
 */
final class ListSchedule {
    private final WorkGraph graph;
    private final Machines machines;
    private final List<List<String>> slices = new ArrayList<>();
    private final List<Set<Integer>> needs = new ArrayList<>();
    private final Map<String, Integer> sliceOf = new HashMap<>();
    private final Map<String, Integer> agentOf = new HashMap<>();
    private final Map<String, Double> ends = new HashMap<>();
    private final int[] open;
    private final double[] free;

    private ListSchedule(WorkGraph graph, Machines machines) {
        this.graph = graph;
        this.machines = machines;
        this.open = new int[machines.agents()];
        this.free = new double[machines.agents()];
        Arrays.fill(open, -1);
    }

    /** Returns the slices as names of items with the numbers of the slices that each waits for. */
    static List<Slice> of(WorkGraph graph, Machines machines) {
        return new ListSchedule(graph, machines).run();
    }

    private List<Slice> run() {
        Set<String> left = new TreeSet<>(graph.order());
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(name -> ends.keySet().containsAll(graph.needs(name)))
                    .max(Comparator.comparingDouble(graph::tail).thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            left.remove(next);
            place(next);
        }
        List<Slice> all = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            all.add(new Slice(slices.get(i), needs.get(i), 0));
        }
        return all;
    }

    private void place(String name) {
        int best = 0;
        double bestStart = Double.MAX_VALUE;
        for (int agent = 0; agent < machines.agents(); agent++) {
            double start = free[agent];
            for (String needed : graph.needs(name)) {
                boolean here = agentOf(needed) == agent;
                start = Math.max(start, end(needed) + (here ? 0 : machines.overhead()));
            }
            if (start < bestStart) {
                best = agent;
                bestStart = start;
            }
        }
        double end = bestStart + graph.seconds(name) / machines.parallel();
        free[best] = end;
        ends.put(name, end);
        agentOf.put(name, best);
        put(name, best);
    }

    private void put(String name, int agent) {
        Set<Integer> others = new HashSet<>();
        for (String needed : graph.needs(name)) {
            int slice = sliceOf(needed);
            if (slice != open[agent]) {
                others.add(slice);
                close(slice);
            }
        }
        if (open[agent] < 0 || !waitsFor(open[agent], others)) {
            open[agent] = slices.size();
            slices.add(new ArrayList<>());
            needs.add(new HashSet<>());
            // What it needs of the slice that this agent did before is among them.
            others.addAll(graph.needs(name).stream().map(this::sliceOf).toList());
            needs.getLast().addAll(others);
        }
        slices.get(open[agent]).add(name);
        sliceOf.put(name, open[agent]);
    }

    private void close(int slice) {
        for (int agent = 0; agent < open.length; agent++) {
            if (open[agent] == slice) {
                open[agent] = -1;
            }
        }
    }

    private boolean waitsFor(int slice, Set<Integer> others) {
        Set<Integer> reached = new HashSet<>();
        List<Integer> look = new ArrayList<>(List.of(slice));
        while (!look.isEmpty()) {
            needs.get(look.removeLast()).stream().filter(reached::add).forEach(look::add);
        }
        return reached.containsAll(others);
    }

    private int sliceOf(String name) {
        return Optional.ofNullable(sliceOf.get(name)).orElseThrow();
    }

    private int agentOf(String name) {
        return Optional.ofNullable(agentOf.get(name)).orElseThrow();
    }

    private double end(String name) {
        return Optional.ofNullable(ends.get(name)).orElseThrow();
    }
}
