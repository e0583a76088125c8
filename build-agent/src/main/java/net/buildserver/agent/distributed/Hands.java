package net.buildserver.agent.distributed;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How long it takes to do several items at once, each as soon as a hand is free and what it needs is done. */
final class Hands {
    private Hands() {}

    /** Returns when all of {@code work} is done, if of those that can begin the one with the longest chain behind it is the first. */
    static double longestFirst(NumberedWork work, int hands) {
        return seconds(work, hands, byTail(work));
    }

    /** Returns all items, those with the longest chain behind them first, and so each after what it needs. */
    static int[] byTail(NumberedWork work) {
        double[] tails = work.tails();
        return IntStream.range(0, work.size())
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -tails[item]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns when all of {@code work} is done, if of those that can begin the one with the lowest number is the first. */
    static double inOrder(NumberedWork work, int hands) {
        return seconds(work, hands, IntStream.range(0, work.size()).toArray());
    }

    private static double seconds(NumberedWork work, int hands, int[] order) {
        int[] rank = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            rank[order[place]] = place;
        }
        int[] missing = new int[order.length];
        BitSet ready = new BitSet();
        for (int item = 0; item < order.length; item++) {
            missing[item] = work.needs(item).length;
            ready.set(rank[item], missing[item] == 0);
        }
        int[][] users = work.users();
        int[] busy = new int[Math.min(hands, order.length)];
        double[] until = new double[busy.length];
        int begun = 0;
        double now = 0;
        while (!ready.isEmpty() || begun > 0) {
            while (!ready.isEmpty() && begun < busy.length) {
                int place = ready.nextSetBit(0);
                ready.clear(place);
                busy[begun] = order[place];
                until[begun++] = now + work.seconds(order[place]);
            }
            int first = 0;
            for (int hand = 1; hand < begun; hand++) {
                first = until[hand] < until[first] ? hand : first;
            }
            now = until[first];
            for (int user : users[busy[first]]) {
                if (--missing[user] == 0) {
                    ready.set(rank[user]);
                }
            }
            begun--;
            busy[first] = busy[begun];
            until[first] = until[begun];
        }
        return now;
    }
}
