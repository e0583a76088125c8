package net.buildserver.agent.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestShardsTests {
    @Test
    void projectsAreDividedByTheirTimes() {
        List<List<TestShare>> shards =
                TestShards.of(List.of(project("a", 40), project("b", 30), project("c", 10), project("d", 5)), 2, 2);

        assertThat(shards).hasSize(2);
        assertThat(shards.getFirst()).extracting(TestShare::project).containsExactly("a", "d");
        assertThat(shards.getLast()).extracting(TestShare::project).containsExactly("b", "c");
    }

    @Test
    void fewTestsStayTogether() {
        assertThat(TestShards.of(List.of(project("a", 2), project("b", 1)), 4, 5))
                .hasSize(1);
        assertThat(TestShards.of(List.of(), 4, 5)).isEmpty();
    }

    @Test
    void largeProjectIsDividedByClassAndItsLastPartIsTheRest() {
        TestProject large = new TestProject("a", 60, Map.of("N.A", 20.0, "N.B", 20.0, "N.C", 20.0));

        List<List<TestShare>> shards = TestShards.of(List.of(large), 3, 1);

        assertThat(shards).hasSize(3);
        List<TestShare> shares = shards.stream().flatMap(List::stream).toList();
        TestShare rest = shares.stream().filter(TestShare::others).findFirst().orElseThrow();
        assertThat(shares).filteredOn(share -> !share.others()).hasSize(2);
        assertThat(rest.classes()).containsExactlyInAnyOrderElementsOf(named(shares));
    }

    @Test
    void classWhoseNameIsPartOfAnotherIsNeverNamed() {
        TestProject project = new TestProject("a", 60, Map.of("Foo", 20.0, "N.Foo", 20.0, "N.B", 10.0, "N.C", 10.0));

        List<TestShare> shares = TestShards.of(List.of(project), 3, 1).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(named(shares)).isNotEmpty().doesNotContain("Foo", "N.Foo");
    }

    /** Each class, known or new, is run by exactly one share of its project. */
    @Test
    void everyTestRunsOnceWhateverIsKnown() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            Map<String, Double> classes = new HashMap<>();
            for (int i = 0; i < random.nextInt(12); i++) {
                classes.put("N.C" + i, random.nextDouble() * 30);
            }
            TestProject one = new TestProject(
                    "a", 1 + classes.values().stream().mapToDouble(x -> x).sum(), classes);
            List<List<TestShare>> shards =
                    TestShards.of(List.of(one, project("b", 20)), 1 + random.nextInt(5), random.nextInt(6));
            List<TestShare> shares = shards.stream()
                    .flatMap(List::stream)
                    .filter(share -> share.project().equals("a"))
                    .toList();
            Set<String> all = new HashSet<>(classes.keySet());
            all.add("N.New");
            for (String name : all) {
                assertThat(shares.stream().filter(share -> runs(share, name)))
                        .as(name + shares)
                        .hasSize(1);
            }
            assertThat(shards)
                    .allSatisfy(shard ->
                            assertThat(shard).extracting(TestShare::project).doesNotHaveDuplicates());
        }
    }

    private static boolean runs(TestShare share, String name) {
        boolean named = share.classes().stream().anyMatch(one -> (name + ".").contains(one + "."));
        return share.others() ? !named : share.classes().isEmpty() || named;
    }

    private static Set<String> named(List<TestShare> shares) {
        Set<String> named = new HashSet<>();
        shares.stream().filter(share -> !share.others()).forEach(share -> named.addAll(share.classes()));
        return named;
    }

    private static TestProject project(String path, double seconds) {
        return new TestProject(path, seconds, Map.of());
    }
}
