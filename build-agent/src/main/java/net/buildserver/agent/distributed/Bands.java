package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts a graph into bands, by how far items are from the end or from the beginning, and each band into groups that do not need each other, as many as there
 * are agents. Few slices, where lists would be cut into very many.
 */
final class Bands {
    private final WorkGraph graph;
    private final Machines machines;
    private final List<List<String>> slices = new ArrayList<>();
    private final Map<String, Integer> sliceOf = new HashMap<>();

    private Bands(WorkGraph graph, Machines machines) {
        this.graph = graph;
        this.machines = machines;
    }

    /** Returns the slices of {@code count} bands. */
    static List<Slice> of(WorkGraph graph, Machines machines, int count) {
        Bands bands = new Bands(graph, machines);
        double width = Math.max(graph.criticalPath() / count, 1e-9);
        Map<Integer, List<String>> byBand = new TreeMap<>(Comparator.reverseOrder());
        for (String name : graph.order()) {
            byBand.computeIfAbsent((int) (graph.tail(name) / width), band -> new ArrayList<>())
                    .add(name);
        }
        byBand.values().forEach(bands::cut);
        return bands.result();
    }

    /** Returns the slices of bands of {@code step} levels, where an item is one level above the highest that it needs. */
    static List<Slice> byLevel(WorkGraph graph, Machines machines, int step) {
        Bands bands = new Bands(graph, machines);
        Map<String, Integer> levels = new HashMap<>();
        Map<Integer, List<String>> byBand = new TreeMap<>();
        for (String name : graph.order()) {
            int level = graph.needs(name).stream()
                    .mapToInt(needed -> levels.getOrDefault(needed, 0) + 1)
                    .max()
                    .orElse(0);
            levels.put(name, level);
            byBand.computeIfAbsent(level / step, band -> new ArrayList<>()).add(name);
        }
        byBand.values().forEach(bands::cut);
        return bands.result();
    }

    private void cut(List<String> band) {
        List<List<String>> groups = groups(band);
        groups.sort(Comparator.comparingDouble(this::seconds).reversed());
        List<List<String>> shares = new ArrayList<>();
        double[] loads = new double[Math.min(machines.agents(), groups.size())];
        for (int i = 0; i < loads.length; i++) {
            shares.add(new ArrayList<>());
        }
        for (List<String> group : groups) {
            int least = 0;
            for (int i = 1; i < loads.length; i++) {
                least = loads[i] < loads[least] ? i : least;
            }
            loads[least] += seconds(group);
            shares.get(least).addAll(group);
        }
        for (List<String> share : shares) {
            share.forEach(name -> sliceOf.put(name, slices.size()));
            slices.add(graph.order().stream()
                    .filter(new LinkedHashSet<>(share)::contains)
                    .toList());
        }
    }

    private List<List<String>> groups(List<String> band) {
        Set<String> left = new LinkedHashSet<>(band);
        List<List<String>> groups = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> open = new ArrayList<>(List.of(left.iterator().next()));
            List<String> group = new ArrayList<>();
            while (!open.isEmpty()) {
                String name = open.removeLast();
                if (left.remove(name)) {
                    group.add(name);
                    open.addAll(graph.needs(name));
                    open.addAll(graph.users(name));
                }
            }
            groups.add(group);
        }
        return groups;
    }

    private double seconds(List<String> names) {
        return names.stream().mapToDouble(graph::seconds).sum();
    }

    private List<Slice> result() {
        List<Slice> all = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Set<Integer> needs = new LinkedHashSet<>();
            for (String name : slices.get(i)) {
                graph.needs(name).forEach(needed -> needs.add(slice(needed)));
            }
            needs.remove(i);
            all.add(new Slice(slices.get(i), needs, 0));
        }
        return all;
    }

    private int slice(String name) {
        return Optional.ofNullable(sliceOf.get(name)).orElseThrow();
    }
}
