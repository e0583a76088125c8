package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;

/** Runs failed tests again, if the build asks for it and not too many failed; those that pass then are flaky. */
final class TestRetry {
    private final BuildContext context;
    private final int most;
    private final int mostFailed;
    private final int percent;

    TestRetry(BuildContext context) {
        BuildSettings settings = BuildSettings.of(context);
        this.context = context;
        this.most = settings.number(BuildSettings.TEST_RETRIES, 3, 0);
        this.mostFailed = settings.number(BuildSettings.TEST_RETRY_MOST, 1_000, 5);
        this.percent = settings.number(BuildSettings.TEST_RETRY_PERCENT, 100, 30);
    }

    boolean isOn() {
        return most > 0;
    }

    /** Runs some tests of a project and returns their results. */
    interface Runner extends BiFunction<Path, List<TestCaseResult>, List<TestCaseResult>> {}

    /**
     * Runs {@code failed} again; flaky ones go to {@code sink} as passed.
     *
     * @param total number of all tests that ran
     * @param target what they were run from, for tests whose project is not known
     * @return those that failed every time
     */
    List<TestCaseResult> run(
            List<TestCaseResult> failed, int total, Path target, Runner runner, Consumer<TestCaseResult> sink) {
        if (failed.isEmpty() || most == 0) {
            return failed;
        }
        if (failed.size() > mostFailed || failed.size() * 100L > (long) percent * total) {
            context.log()
                    .warn("Failed tests are not run again: " + failed.size() + " of " + total
                            + " failed, and the limits are " + mostFailed + " tests and " + percent + " %");
            return failed;
        }
        List<TestCaseResult> open = failed;
        for (int round = 1; round <= most && !open.isEmpty(); round++) {
            context.cancellation().check();
            context.log().info("Running failed tests again (" + round + " of " + most + "): " + open.size());
            context.progress().message("Running " + open.size() + " failed tests again...");
            open = once(open, target, runner, sink);
        }
        return open;
    }

    private List<TestCaseResult> once(
            List<TestCaseResult> open, Path target, Runner runner, Consumer<TestCaseResult> sink) {
        TreeMap<Path, List<TestCaseResult>> byProject = new TreeMap<>();
        open.forEach(test -> byProject
                .computeIfAbsent(project(test, target), _ -> new ArrayList<>())
                .add(test));
        Set<String> passed = new HashSet<>();
        Set<String> failed = new HashSet<>();
        byProject.forEach((project, tests) -> {
            for (TestCaseResult again : runner.apply(project, tests)) {
                (again.outcome() == TestOutcome.Passed ? passed : failed).add(key(again));
            }
        });
        List<TestCaseResult> still = new ArrayList<>();
        for (TestCaseResult test : open) {
            if (passed.contains(key(test)) && !failed.contains(key(test))) {
                context.log().warn("Flaky: " + test.className() + "." + test.name() + " passed when it was run again");
                sink.accept(asFlaky(test));
            } else {
                still.add(test);
            }
        }
        return still;
    }

    private Path project(TestCaseResult test, Path otherwise) {
        return context.projects().stream()
                .filter(facts -> facts.test() && facts.assembly().equals(test.project()))
                .map(ProjectFacts::project)
                .findFirst()
                .orElse(otherwise);
    }

    private static String key(TestCaseResult test) {
        return String.join("\n", test.project(), String.valueOf(test.targetFramework()), test.className(), test.name());
    }

    private static TestCaseResult asFlaky(TestCaseResult test) {
        return new TestCaseResult(
                test.project(),
                test.targetFramework(),
                test.className(),
                test.name(),
                TestOutcome.Passed,
                test.duration(),
                test.errorMessage(),
                test.stackTrace(),
                test.output(),
                true,
                null);
    }
}
