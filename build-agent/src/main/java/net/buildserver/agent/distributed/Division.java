package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Work divided among slices, each item in one of them, and when that is done. */
final class Division {
    // Of two that are done at the same time the one with fewer slices is better: each keeps an agent from other work.
    private static final double WORK = 0.01;

    private final NumberedWork work;
    private final int[] sliceOf;
    private final double[] seconds;
    private final BitSet[] waits;
    private final int[] order;
    private final NumberedWork ordered;
    private final double cost;

    /**
     * Creates the division.
     *
     * @param slices the slice of each item, as numbers that are lower than twice the number of items
     */
    Division(NumberedWork work, Machines machines, int[] slices) {
        this.work = work;
        this.sliceOf = slices.clone();
        this.seconds = new double[numberFromZero(sliceOf)];
        NumberedWork[] parts = work.parts(sliceOf, seconds.length);
        Arrays.setAll(seconds, slice -> machines.seconds(parts[slice]));
        this.waits = waits();
        this.order = order();
        this.ordered = order.length < seconds.length ? NumberedWork.NONE : ordered(order);
        this.cost = order.length < seconds.length
                ? Double.POSITIVE_INFINITY
                : Hands.longestFirst(ordered, machines.agents())
                        + WORK * Arrays.stream(seconds).sum() / machines.agents();
    }

    /** Returns the slice of each item. */
    int[] sliceOf() {
        return sliceOf;
    }

    /** Returns when everything is done, in seconds, and a little of what it takes; infinite if slices wait for each other in a circle. */
    double cost() {
        return cost;
    }

    /** Returns the slices, each after those that it waits for, the one with the longest chain behind it first. */
    List<Slice> slices(List<String> names) {
        int[] longestFirst =
                Arrays.stream(Hands.byTail(ordered)).map(place -> order[place]).toArray();
        NumberedWork begun = ordered(longestFirst);
        List<Slice> slices = new ArrayList<>();
        for (int place = 0; place < longestFirst.length; place++) {
            int slice = longestFirst[place];
            List<String> items = IntStream.range(0, sliceOf.length)
                    .filter(item -> sliceOf[item] == slice)
                    .mapToObj(names::get)
                    .toList();
            Set<Integer> needs = new HashSet<>();
            Arrays.stream(begun.needs(place)).forEach(needs::add);
            slices.add(new Slice(items, needs, begun.seconds(place)));
        }
        return slices;
    }

    private static int numberFromZero(int[] slices) {
        int[] numbers = new int[2 * slices.length];
        int count = 0;
        for (int item = 0; item < slices.length; item++) {
            if (numbers[slices[item]] == 0) {
                numbers[slices[item]] = ++count;
            }
            slices[item] = numbers[slices[item]] - 1;
        }
        return count;
    }

    private BitSet[] waits() {
        BitSet[] all = new BitSet[seconds.length];
        Arrays.setAll(all, slice -> new BitSet(seconds.length));
        for (int item = 0; item < sliceOf.length; item++) {
            for (int needed : work.needs(item)) {
                if (sliceOf[needed] != sliceOf[item]) {
                    all[sliceOf[item]].set(sliceOf[needed]);
                }
            }
        }
        return all;
    }

    /** Each slice after those that it waits for; without those that wait for each other in a circle and what needs these. */
    private int[] order() {
        int[] missing = new int[seconds.length];
        int[] found = new int[seconds.length];
        int count = 0;
        for (int slice = 0; slice < seconds.length; slice++) {
            missing[slice] = waits[slice].cardinality();
            if (missing[slice] == 0) {
                found[count++] = slice;
            }
        }
        for (int next = 0; next < count; next++) {
            for (int slice = 0; slice < seconds.length; slice++) {
                if (waits[slice].get(found[next]) && --missing[slice] == 0) {
                    found[count++] = slice;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The slices as work, numbered in {@code slices}, where each stands after those that it waits for. */
    private NumberedWork ordered(int[] slices) {
        int[] places = new int[slices.length];
        for (int place = 0; place < slices.length; place++) {
            places[slices[place]] = place;
        }
        double[] times = new double[slices.length];
        int[][] needs = new int[slices.length][];
        for (int place = 0; place < slices.length; place++) {
            times[place] = seconds[slices[place]];
            needs[place] =
                    waits[slices[place]].stream().map(slice -> places[slice]).toArray();
        }
        return new NumberedWork(times, needs);
    }
}
