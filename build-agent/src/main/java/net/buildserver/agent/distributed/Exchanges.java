package net.buildserver.agent.distributed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes a plan better by simulated annealing: items go to other slices or to one of their own, or take each other's places, and that
 * stays so if the plan is done earlier or, at first, not much later. The same work always gives the same plan.
 */
final class Exchanges {
    // Each takes some 10 µs with 100 items: about a millisecond of thinking for each second of building.
    private static final int TRIES_PER_SECOND = 100;
    // Each try looks at all items and at all that they need.
    private static final int MOST_LOOKS = 10_000_000;
    // What is worse by this share of the whole is taken with a probability of 1/e at first, then less and less often.
    private static final double WARMTH = 0.0007;
    private static final int SEED = 17;

    private final Machines machines;
    private final List<String> names;
    private final NumberedWork work;
    private final int[][] users;
    private final Random random = new Random(SEED);

    private Exchanges(WorkGraph graph, Machines machines) {
        this.machines = machines;
        this.names = graph.order();
        this.work = NumberedWork.of(graph);
        this.users = work.users();
    }

    /** Returns {@code slices}, of which no two may do the same item, or a plan that is done earlier or with less work. */
    static List<Slice> of(WorkGraph graph, Machines machines, List<Slice> slices) {
        return new Exchanges(graph, machines).improve(slices);
    }

    private List<Slice> improve(List<Slice> slices) {
        Map<String, Integer> places = new HashMap<>();
        for (int slice = 0; slice < slices.size(); slice++) {
            for (String item : slices.get(slice).items()) {
                places.put(item, slice);
            }
        }
        int[] given =
                names.stream().mapToInt(name -> places.getOrDefault(name, 0)).toArray();
        Division now = new Division(work, machines, given);
        Division best = now;
        int looks =
                work.size() + Arrays.stream(users).mapToInt(all -> all.length).sum();
        int tries = (int) Math.min(machines.makespan(slices) * TRIES_PER_SECOND, (double) MOST_LOOKS / looks);
        for (int left = tries; left > 0; left--) {
            Division next = new Division(work, machines, changed(now.sliceOf()));
            double worse = best.cost() * WARMTH * left / tries * -Math.log(1 - random.nextDouble());
            if (next.cost() <= now.cost() + worse) {
                now = next;
                best = now.cost() < best.cost() ? now : best;
            }
        }
        return best.slices(names);
    }

    private int[] changed(int[] sliceOf) {
        int[] next = sliceOf.clone();
        int item = random.nextInt(next.length);
        int other = random.nextInt(next.length);
        switch (random.nextInt(8)) {
            case 0 -> next[item] = next.length;
            case 1 -> next[item] = sliceOf[other];
            case 2, 3 -> {
                next[item] = sliceOf[other];
                next[other] = sliceOf[item];
            }
            default -> {
                // To what it needs or what needs it: slices wait for each other in a circle less often then.
                int[] near = random.nextBoolean() ? work.needs(item) : users[item];
                next[item] = near.length == 0 ? next[item] : sliceOf[near[random.nextInt(near.length)]];
            }
        }
        return next;
    }
}
