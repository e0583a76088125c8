package net.buildserver.agent.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Divides tests among agents, the longest first and each to the one with the least so far. A project that would keep one agent busy
 * longer than its share is divided by class: the last part is everything but the classes of the other parts, so that no test is left
 * out, whether its class is known or new.
 */
public final class TestShards {
    private static final double LARGE = 1.2;
    // Command lines have a length.
    private static final int MOST_CLASSES = 150;

    private TestShards() {}

    private record Part(TestShare share, double seconds) {}

    /**
     * Returns the shards, at most as many as there are agents; one where more would not be faster.
     *
     * @param overhead seconds that a shard takes beside its tests
     */
    public static List<List<TestShare>> of(List<TestProject> projects, int agents, double overhead) {
        double total = projects.stream().mapToDouble(TestProject::seconds).sum();
        int useful = (int) Math.max(1, Math.min(agents, overhead <= 0 ? agents : total / overhead));
        double fair = total / useful;
        List<Part> parts = new ArrayList<>();
        for (TestProject project : projects) {
            parts.addAll(useful > 1 && project.seconds() > LARGE * fair ? divided(project, fair) : whole(project));
        }
        parts.sort(Comparator.comparingDouble(Part::seconds)
                .reversed()
                .thenComparing(part -> part.share().project()));
        List<List<TestShare>> shards = new ArrayList<>();
        double[] loads = new double[Math.min(useful, parts.size())];
        for (int i = 0; i < loads.length; i++) {
            shards.add(new ArrayList<>());
        }
        for (Part part : parts) {
            // Two parts of one project on one agent would be two runs for nothing.
            int least = -1;
            for (int i = 0; i < loads.length; i++) {
                boolean has = shards.get(i).stream()
                        .anyMatch(share -> share.project().equals(part.share().project()));
                if (!has && (least < 0 || loads[i] < loads[least])) {
                    least = i;
                }
            }
            loads[least] += part.seconds();
            shards.get(least).add(part.share());
        }
        return shards.stream()
                .filter(shard -> !shard.isEmpty())
                .map(List::copyOf)
                .toList();
    }

    private static List<Part> whole(TestProject project) {
        return List.of(new Part(new TestShare(project.path(), List.of(), false), project.seconds()));
    }

    private static List<Part> divided(TestProject project, double fair) {
        List<Map.Entry<String, Double>> classes = project.classes().entrySet().stream()
                .filter(one -> isUnmistakable(one.getKey(), project.classes()))
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CLASSES)
                .toList();
        int count = (int) Math.min(Math.ceil(project.seconds() / fair), classes.size());
        if (count < 2) {
            return whole(project);
        }
        List<List<String>> named = new ArrayList<>();
        double[] loads = new double[count];
        loads[count - 1] = project.seconds()
                - classes.stream().mapToDouble(Map.Entry::getValue).sum();
        for (int i = 0; i < count; i++) {
            named.add(new ArrayList<>());
        }
        for (Map.Entry<String, Double> one : classes) {
            int least = 0;
            for (int i = 1; i < count; i++) {
                least = loads[i] < loads[least] ? i : least;
            }
            loads[least] += one.getValue();
            named.get(least).add(one.getKey());
        }
        // What falls to the last part is named by nobody: that part is the rest.
        List<String> elsewhere = named.subList(0, count - 1).stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            if (!named.get(i).isEmpty()) {
                List<String> sorted = named.get(i).stream().sorted().toList();
                parts.add(new Part(new TestShare(project.path(), sorted, false), loads[i]));
            }
        }
        parts.add(new Part(new TestShare(project.path(), elsewhere, true), loads[count - 1]));
        return parts;
    }

    // Filters look for a part of the name: a class whose name is within another's would take that one's tests along.
    private static boolean isUnmistakable(String name, Map<String, Double> classes) {
        return !name.isEmpty()
                && classes.keySet().stream()
                        .noneMatch(other -> !other.equals(name)
                                && ((other + ".").contains(name + ".") || (name + ".").contains(other + ".")));
    }
}
