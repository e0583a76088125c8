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
    private final double cost;

    /**
     * Creates the division.
     *
     * @param slices the slice of each item, as numbers that are lower than twice the number of items
     */
    Division(NumberedWork work, Machines machines, int[] slices) {
        this.work = work;
        this.sliceOf = slices.clone();
        int count = numberFromZero(sliceOf);
        this.seconds = new double[count];
        NumberedWork[] parts = work.parts(sliceOf, count);
        Arrays.setAll(seconds, slice -> machines.seconds(parts[slice]));
        this.waits = waits();
        this.order = order();
        this.cost = order.length < count
                ? Double.POSITIVE_INFINITY
                : Hands.inOrder(inOrder(), machines.agents())
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
        NumberedWork ordered = inOrder();
        List<Slice> slices = new ArrayList<>();
        for (int place = 0; place < order.length; place++) {
            int slice = order[place];
            List<String> items = IntStream.range(0, sliceOf.length)
                    .filter(item -> sliceOf[item] == slice)
                    .mapToObj(names::get)
                    .toList();
            Set<Integer> needs = new HashSet<>();
            Arrays.stream(ordered.needs(place)).forEach(needs::add);
            slices.add(new Slice(items, needs, ordered.seconds(place)));
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

    /** Those with the longest chain behind them first; without those that wait for each other in a circle. */
    private int[] order() {
        int[] users = new int[seconds.length];
        for (BitSet needed : waits) {
            for (int slice = needed.nextSetBit(0); slice >= 0; slice = needed.nextSetBit(slice + 1)) {
                users[slice]++;
            }
        }
        int[] backwards = new int[seconds.length];
        int found = 0;
        for (int slice = 0; slice < users.length; slice++) {
            if (users[slice] == 0) {
                backwards[found++] = slice;
            }
        }
        double[] tails = seconds.clone();
        for (int next = 0; next < found; next++) {
            BitSet needed = waits[backwards[next]];
            for (int slice = needed.nextSetBit(0); slice >= 0; slice = needed.nextSetBit(slice + 1)) {
                tails[slice] = Math.max(tails[slice], seconds[slice] + tails[backwards[next]]);
                if (--users[slice] == 0) {
                    backwards[found++] = slice;
                }
            }
        }
        int last = found - 1;
        return Hands.byTail(IntStream.rangeClosed(0, last).map(next -> backwards[last - next]), tails);
    }

    private NumberedWork inOrder() {
        int[] places = new int[seconds.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        double[] times = new double[order.length];
        int[][] needs = new int[order.length][];
        for (int place = 0; place < order.length; place++) {
            times[place] = seconds[order[place]];
            needs[place] =
                    waits[order[place]].stream().map(slice -> places[slice]).toArray();
        }
        return new NumberedWork(times, needs);
    }
}
