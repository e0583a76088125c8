package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.distributed.TestProject;
import net.buildserver.agent.distributed.WorkItem;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectId;

/** What of a build must be done, and how long it takes: as recorded, or by the size of the sources where nothing is. */
final class SharedWork {
    private static final double MILLIS = 1000;
    // A project that need not be compiled still is evaluated and copied.
    private static final double WITHOUT_COMPILER = 0.15;
    private static final double LEAST_SECONDS = 1;
    private static final double BYTES_PER_SECOND = 100_000;
    private static final double UNKNOWN_TESTS = 5;
    private static final BitSet NOTHING = new BitSet();

    private final BuildContext context;
    private final CachedBuild build;

    SharedWork(BuildContext context, CachedBuild build) {
        this.context = context;
        this.build = build;
    }

    /** Returns the projects that are not in place. */
    List<WorkItem> items() {
        Map<ProjectId, BitSet> reads = reads();
        List<WorkItem> items = new ArrayList<>();
        for (ProjectId project : build.order()) {
            HitKind hit = build.hit(project);
            if (hit != HitKind.Full) {
                Optional<Duration> recorded = build.recorded(project);
                double seconds = recorded.map(SharedWork::seconds).orElseGet(() -> bySize(project));
                items.add(new WorkItem(
                        project.name(),
                        hit == HitKind.Compile ? seconds * WITHOUT_COMPILER : seconds,
                        recorded.isEmpty(),
                        names(build.facts().graph().dependencies(project)),
                        reads.getOrDefault(project, NOTHING)));
            }
        }
        return items;
    }

    /** What MSBuild reads for each project, by numbers in the order of the build: itself and all that it needs and nothing stands in for. */
    private Map<ProjectId, BitSet> reads() {
        Set<ProjectId> plain = build.facts().plainLibraries();
        Map<ProjectId, BitSet> reads = new HashMap<>();
        for (ProjectId project : build.order()) {
            BitSet all = new BitSet();
            build.facts().graph().dependencies(project).stream()
                    .filter(needed -> !plain.contains(needed))
                    .forEach(needed -> all.or(reads.getOrDefault(needed, NOTHING)));
            all.set(reads.size());
            reads.put(project, all);
        }
        return reads;
    }

    private static Set<String> names(Collection<ProjectId> projects) {
        return projects.stream().map(ProjectId::name).collect(Collectors.toSet());
    }

    /** Returns the test projects with the times of their last run. */
    List<TestProject> tests() {
        List<ProjectFacts> all =
                CachedProjects.of(build.facts(), context.checkout().directory(), context.seenRoot());
        Map<String, TestProject> projects = new HashMap<>();
        for (ProjectFacts facts : all) {
            if (facts.test()) {
                String path = CachedTestSelection.name(context, facts.project());
                projects.put(path, test(path, facts));
            }
        }
        return projects.values().stream()
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .toList();
    }

    private TestProject test(String path, ProjectFacts facts) {
        Map<String, Long> millis = context.assignment().testMillis().getOrDefault(facts.assembly(), Map.of());
        Map<String, Double> classes = new HashMap<>();
        // Filters by class are those of VSTest.
        if (!SdkChoice.globalJson(context).usesTestingPlatform()) {
            millis.forEach((name, time) -> classes.put(name, time / MILLIS));
        }
        double seconds = millis.isEmpty()
                ? UNKNOWN_TESTS
                : millis.values().stream().mapToLong(Long::longValue).sum() / MILLIS;
        return new TestProject(path, seconds, classes);
    }

    private double bySize(ProjectId project) {
        long bytes = build.facts().of(project).items().stream()
                .filter(item -> item.kind().equals("Compile") && Roots.isOfRepository(item.name()))
                .mapToLong(item -> size(context.checkout().directory().resolve(item.name())))
                .sum();
        return LEAST_SECONDS + bytes / BYTES_PER_SECOND;
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
