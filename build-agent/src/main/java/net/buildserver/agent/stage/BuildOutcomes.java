package net.buildserver.agent.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.canary.BuildRecord;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;

/** Collects what comes out of an attempt, for stages that look at it afterwards. */
final class BuildOutcomes {
    private final Map<String, TestOutcome> tests = new TreeMap<>();
    private final List<BuildRecord.Project> projects = new ArrayList<>();

    /** Returns what a test is called in records. */
    static String name(TestCaseResult test) {
        String framework = test.targetFramework();
        return test.project() + (framework == null ? "" : "@" + framework) + ": " + test.className() + "."
                + test.name();
    }

    void test(TestCaseResult test) {
        // Rows of a data-driven test can be called the same: the worst stands for all.
        tests.merge(
                name(test),
                test.outcome(),
                (one, other) -> one == TestOutcome.Failed || other == TestOutcome.Passed ? one : other);
    }

    void built(CachedBuild build, CachedBuildResult result) {
        projects.clear();
        result.manifests().forEach((project, manifest) -> {
            PackManifest outputs =
                    new PackManifest(project, manifest.files(), manifest.copies(), "", List.of(), Duration.ZERO);
            projects.add(new BuildRecord.Project(build.key(project).orElse(""), outputs));
        });
    }

    BuildRecord record() {
        return new BuildRecord(tests, projects);
    }
}
