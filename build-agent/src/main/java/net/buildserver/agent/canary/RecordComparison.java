package net.buildserver.agent.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.ManifestDifference;
import net.buildserver.domain.test.TestOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two agents made of one commit. Tests must have the same outcomes. Outputs must be the same byte for byte wherever
 * all that they depend on is the same, which is what the keys of the cache say: another SDK, system or, for some projects, folder
 * makes another key.
 *
 * @param differences what is not the same, each in a sentence
 * @param notCompared projects whose outputs cannot be compared
 */
public record RecordComparison(List<String> differences, List<String> notCompared) {
    public RecordComparison {
        differences = List.copyOf(differences);
        notCompared = List.copyOf(notCompared);
    }

    /** Compares what came out here with what the canary has. */
    public static RecordComparison of(BuildRecord canary, BuildRecord here) {
        List<String> differences = new ArrayList<>();
        List<String> notCompared = new ArrayList<>();
        TreeSet<String> tests = new TreeSet<>(canary.tests().keySet());
        tests.addAll(here.tests().keySet());
        for (String test : tests) {
            TestOutcome there = canary.tests().get(test);
            TestOutcome now = here.tests().get(test);
            if (there != now) {
                differences.add("test " + test + " " + word(now) + " here and " + word(there) + " on the canary");
            }
        }
        Map<String, BuildRecord.Project> before = byName(canary);
        Map<String, BuildRecord.Project> after = byName(here);
        TreeSet<String> projects = new TreeSet<>(before.keySet());
        projects.addAll(after.keySet());
        for (String name : projects) {
            compare(name, before.get(name), after.get(name), differences, notCompared);
        }
        return new RecordComparison(differences, notCompared);
    }

    private static void compare(
            String name,
            BuildRecord.@Nullable Project there,
            BuildRecord.@Nullable Project here,
            List<String> differences,
            List<String> notCompared) {
        if (there == null || here == null) {
            differences.add("project " + name + " was built only " + (here == null ? "on the canary" : "here"));
        } else if (here.key().isEmpty() || !here.key().equals(there.key())) {
            notCompared.add(name);
        } else {
            List<String> files = ManifestDifference.between(there.outputs(), here.outputs());
            if (!files.isEmpty()) {
                differences.add("project " + name + " came out differently: " + String.join(", ", files));
            }
        }
    }

    private static String word(@Nullable TestOutcome outcome) {
        return outcome == null
                ? "did not run"
                : switch (outcome) {
                    case Passed -> "passed";
                    case Failed -> "failed";
                    case Skipped -> "was skipped";
                };
    }

    private static Map<String, BuildRecord.Project> byName(BuildRecord record) {
        return record.projects().stream()
                .collect(Collectors.toMap(
                        project -> project.outputs().project().name(),
                        project -> project,
                        (one, other) -> one,
                        TreeMap::new));
    }
}
