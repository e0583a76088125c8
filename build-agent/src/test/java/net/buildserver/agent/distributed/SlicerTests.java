package net.buildserver.agent.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicerTests {
    private static final Machines FOUR = new Machines(4, 1, 2);

    @Test
    void chainIsOneSlice() {
        WorkGraph chain =
                new WorkGraph(List.of(item("a", 20), item("b", 20, "a"), item("c", 20, "b"), item("d", 20, "c")));

        List<Slice> slices = Slicer.of(chain, FOUR);

        assertThat(slices).hasSize(1);
        assertThat(slices.getFirst().items()).containsExactly("a", "b", "c", "d");
        assertThat(slices.getFirst().seconds()).isEqualTo(82);
    }

    @Test
    void oneAgentGetsOneSlice() {
        assertThat(Slicer.of(independent(8, 30), new Machines(1, 1, 2))).hasSize(1);
    }

    @Test
    void whatSharingWouldNotMakeFasterIsOneSlice() {
        assertThat(Slicer.of(independent(4, 0.2), new Machines(4, 1, 5))).hasSize(1);
    }

    @Test
    void independentWorkIsSharedEvenly() {
        List<Slice> slices = Slicer.of(independent(8, 30), FOUR);

        assertThat(slices).hasSize(4).allSatisfy(slice -> {
            assertThat(slice.items()).hasSize(2);
            assertThat(slice.needs()).isEmpty();
        });
        assertThat(FOUR.makespan(slices)).isEqualTo(62);
    }

    @Test
    void longestChainBeginsFirst() {
        WorkGraph graph = new WorkGraph(
                List.of(item("long1", 50), item("long2", 50, "long1"), item("x", 20), item("y", 30), item("z", 50)));

        List<Slice> slices = Slicer.of(graph, new Machines(2, 1, 1));

        assertThat(slices.getFirst().items()).contains("long1");
        assertThat(new Machines(2, 1, 1).makespan(slices)).isLessThanOrEqualTo(105);
    }

    @Test
    void cheapBaseIsBuiltByEachInsteadOfWaitedFor() {
        List<WorkItem> items = new ArrayList<>(List.of(item("base", 3)));
        for (int i = 0; i < 8; i++) {
            items.add(item("top" + i, 30, "base"));
        }

        List<Slice> slices = Slicer.of(new WorkGraph(items), new Machines(4, 1, 6));

        assertThat(slices).hasSize(4).allSatisfy(slice -> {
            assertThat(slice.items()).contains("base");
            assertThat(slice.needs()).isEmpty();
        });
    }

    @Test
    void nothingIsDoneTwiceOfWhichNobodyKnowsHowLongItTakes() {
        List<WorkItem> items = new ArrayList<>(List.of(new WorkItem("base", 3, true, Set.of(), new BitSet())));
        for (int i = 0; i < 8; i++) {
            items.add(item("top" + i, 30, "base"));
        }

        List<Slice> slices = Slicer.of(new WorkGraph(items), new Machines(4, 1, 6));

        assertThat(slices).hasSizeGreaterThan(1);
        assertThat(slices.stream().filter(slice -> slice.items().contains("base")))
                .hasSize(1);
    }

    @Test
    void exchangesMakeAPlanBetterThatHasAllWaitForEachLayer() {
        Random random = new Random(3);
        List<WorkItem> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int below = i / 10 * 10 - 10;
            String[] needs = below < 0
                    ? new String[0]
                    : new String[] {"p" + (below + random.nextInt(10)), "p" + (below + random.nextInt(10))};
            items.add(item("p" + i, 7 + random.nextDouble() * 6, needs));
        }
        WorkGraph graph = new WorkGraph(items);
        Machines machines = new Machines(4, 1, 3);
        List<Slice> layers = Bands.byLevel(graph, machines, 1).stream()
                .map(slice -> new Slice(slice.items(), slice.needs(), machines.seconds(graph, slice.items())))
                .toList();

        List<Slice> better = Exchanges.of(graph, machines, layers);

        requireComplete(graph, better);
        assertThat(machines.makespan(better)).isLessThan(0.95 * machines.makespan(layers));
    }

    @ParameterizedTest
    @CsvSource({"31,5", "100,8", "300,10"})
    void layeredSolutionsAreDoneNearTheLowerBoundAndComplete(int projects, int layers) {
        WorkGraph graph = layered(projects, layers, new Random(projects));
        for (int agents : new int[] {2, 4}) {
            Machines machines = new Machines(agents, 1, 0);

            List<Slice> slices = Slicer.of(graph, machines);

            requireComplete(graph, slices);
            double bound = Math.max(graph.criticalPath(), graph.total() / agents);
            assertThat(machines.makespan(slices)).as("%d agents", agents).isLessThanOrEqualTo(1.25 * bound);
        }
    }

    @Test
    void everyPlanIsCompleteAndWaitsForWhatItNeeds() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            WorkGraph graph = layered(2 + random.nextInt(40), 1 + random.nextInt(6), random);
            Machines machines = new Machines(1 + random.nextInt(6), 1 + random.nextInt(3), random.nextInt(8));

            List<Slice> slices = Slicer.of(graph, machines);

            requireComplete(graph, slices);
            for (double grain : new double[] {0, 5, 30}) {
                Clusters clusters = Clusters.of(graph, grain);
                requireComplete(clusters.graph(), ListSchedule.of(clusters.graph(), machines));
                requireComplete(clusters.graph(), Bands.of(clusters.graph(), machines, 3));
                requireComplete(clusters.graph(), Bands.byLevel(clusters.graph(), machines, 1 + round % 3));
            }
            requireComplete(graph, Exchanges.of(graph, machines, ListSchedule.of(graph, machines)));
            requireComplete(graph, Copies.of(graph, machines.agents()).orElseThrow());
        }
    }

    @Test
    void sliceTakesAsLongAsItsHandsTakeWithTheLongestChainFirst() {
        Machines two = new Machines(1, 2, 1);
        assertThat(two.seconds(independent(3, 10), List.of("p0", "p1", "p2"))).isEqualTo(21);
        WorkGraph graph = new WorkGraph(
                List.of(item("a", 4), item("b", 4), item("long", 6), item("end", 6, "long"), item("c", 2, "a", "b")));
        assertThat(two.seconds(graph, graph.order())).isEqualTo(1 + 12);
        assertThat(two.seconds(graph, List.of("end", "c"))).isEqualTo(1 + 6);
    }

    @Test
    void whatMustBeReadForASliceCostsTimeOnce() {
        WorkGraph graph = new WorkGraph(List.of(
                new WorkItem("a", 10, false, Set.of(), bits(0, 2, 3)),
                new WorkItem("b", 10, false, Set.of(), bits(1, 2, 4))));
        Machines machines = new Machines(2, 1, 3, 0.5);

        assertThat(machines.seconds(graph, List.of("a"))).isEqualTo(10 + 3 + 1.5);
        assertThat(machines.seconds(graph, List.of("a", "b"))).isEqualTo(20 + 3 + 2.5);
        assertThat(machines.seconds(Clusters.of(graph, 0).graph(), List.of("a", "b")))
                .isEqualTo(20 + 3 + 2.5);
    }

    @Test
    void planThatKnowsWhatMustBeReadIsDoneEarlier() {
        WorkGraph plain = layered(60, 8, new Random(5));
        WorkGraph graph = new WorkGraph(plain.order().stream()
                .map(name -> new WorkItem(
                        name,
                        plain.seconds(name),
                        false,
                        new HashSet<>(plain.needs(name)),
                        bits(plain.closure(List.of(name)).stream()
                                .mapToInt(plain.order()::indexOf)
                                .toArray())))
                .toList());
        Machines reading = new Machines(4, 1, 1, 0.3);

        List<Slice> blind = Slicer.of(plain, new Machines(4, 1, 1)).stream()
                .map(slice -> new Slice(slice.items(), slice.needs(), reading.seconds(graph, slice.items())))
                .toList();

        assertThat(reading.makespan(Slicer.of(graph, reading))).isLessThan(0.95 * reading.makespan(blind));
    }

    @Test
    void workInACircleIsRefused() {
        assertThatThrownBy(() -> new WorkGraph(List.of(item("a", 1, "b"), item("b", 1, "a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Everything is done, and what a slice needs is in it or in what it waits for. */
    private static void requireComplete(WorkGraph graph, List<Slice> slices) {
        Set<String> done = new HashSet<>();
        List<Set<String>> reach = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            Set<String> there = new HashSet<>(slice.items());
            for (int needed : slice.needs()) {
                assertThat(needed).isLessThan(i);
                there.addAll(reach.get(needed));
            }
            for (String item : slice.items()) {
                assertThat(there).containsAll(graph.needs(item));
            }
            reach.add(there);
            done.addAll(slice.items());
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(graph.order());
    }

    private static WorkGraph layered(int projects, int layers, Random random) {
        List<WorkItem> items = new ArrayList<>();
        for (int i = 0; i < projects; i++) {
            int layer = i * layers / projects;
            List<String> needs = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                if (j * layers / projects < layer && random.nextInt(Math.max(1, projects / layers)) < 2) {
                    needs.add("p" + j);
                }
            }
            items.add(item("p" + i, 0.5 + random.nextDouble() * 6, needs.toArray(String[]::new)));
        }
        return new WorkGraph(items);
    }

    private static WorkGraph independent(int count, double seconds) {
        List<WorkItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item("p" + i, seconds));
        }
        return new WorkGraph(items);
    }

    private static BitSet bits(int... numbers) {
        BitSet bits = new BitSet();
        Arrays.stream(numbers).forEach(bits::set);
        return bits;
    }

    private static WorkItem item(String name, double seconds, String... needs) {
        return new WorkItem(name, seconds, new HashSet<>(List.of(needs)));
    }
}
