package net.buildserver.agent.distributed;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items that are numbers, each with lower ones that it needs: for what is reckoned thousands of times. */
final class NumberedWork {
    static final NumberedWork NONE = new NumberedWork(new double[0], new int[0][]);

    private final double[] seconds;
    private final int[][] needs;
    private final BitSet[] reads;

    /**
     * Creates work for which nothing must be read.
     *
     * @param seconds how long each item takes
     * @param needs what each needs, which is lower than itself
     */
    NumberedWork(double[] seconds, int[][] needs) {
        this(seconds, needs, new BitSet[seconds.length]);
        Arrays.setAll(reads, item -> new BitSet());
    }

    private NumberedWork(double[] seconds, int[][] needs, BitSet[] reads) {
        this.seconds = seconds;
        this.needs = needs;
        this.reads = reads;
    }

    /** Returns the work of {@code graph}, numbered in its order. */
    static NumberedWork of(WorkGraph graph) {
        List<String> names = graph.order();
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return new NumberedWork(
                names.stream().mapToDouble(graph::seconds).toArray(),
                names.stream()
                        .map(name -> graph.needs(name).stream()
                                .mapToInt(needed -> numbers.getOrDefault(needed, 0))
                                .toArray())
                        .toArray(int[][]::new),
                names.stream().map(graph::reads).toArray(BitSet[]::new));
    }

    int size() {
        return seconds.length;
    }

    double seconds(int item) {
        return seconds[item];
    }

    int[] needs(int item) {
        return needs[item];
    }

    /** Returns how much must be read for all items together. */
    int reads() {
        BitSet all = new BitSet();
        for (BitSet one : reads) {
            all.or(one);
        }
        return all.cardinality();
    }

    double total() {
        return Arrays.stream(seconds).sum();
    }

    /**
     * Returns the items of each slice as work of its own; what they need of other slices is done.
     *
     * @param sliceOf the slice of each item, numbered from 0
     */
    NumberedWork[] parts(int[] sliceOf, int slices) {
        int[] sizes = new int[slices];
        int[] places = new int[sliceOf.length];
        for (int item = 0; item < sliceOf.length; item++) {
            places[item] = sizes[sliceOf[item]]++;
        }
        NumberedWork[] parts = new NumberedWork[slices];
        Arrays.setAll(
                parts,
                slice -> new NumberedWork(new double[sizes[slice]], new int[sizes[slice]][], new BitSet[sizes[slice]]));
        for (int item = 0; item < sliceOf.length; item++) {
            NumberedWork part = parts[sliceOf[item]];
            part.seconds[places[item]] = seconds[item];
            part.needs[places[item]] = within(sliceOf, item, places);
            part.reads[places[item]] = reads[item];
        }
        return parts;
    }

    private int[] within(int[] sliceOf, int item, int[] places) {
        int[] found = new int[needs[item].length];
        int count = 0;
        for (int needed : needs[item]) {
            if (sliceOf[needed] == sliceOf[item]) {
                found[count++] = places[needed];
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Returns what needs each item. */
    int[][] users() {
        int[] counts = new int[size()];
        for (int[] all : needs) {
            for (int needed : all) {
                counts[needed]++;
            }
        }
        int[][] users = new int[size()][];
        Arrays.setAll(users, item -> new int[counts[item]]);
        for (int item = 0; item < size(); item++) {
            for (int needed : needs[item]) {
                users[needed][--counts[needed]] = item;
            }
        }
        return users;
    }

    /** Returns the seconds from the start of each item to the end of the longest chain that begins with it. */
    double[] tails() {
        double[] tails = seconds.clone();
        double[] behind = new double[size()];
        for (int item = size() - 1; item >= 0; item--) {
            tails[item] += behind[item];
            for (int needed : needs[item]) {
                behind[needed] = Math.max(behind[needed], tails[item]);
            }
        }
        return tails;
    }
}
