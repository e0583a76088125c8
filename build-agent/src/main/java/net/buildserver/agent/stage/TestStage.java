package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.List;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.domain.stage.StageNames;

/** Runs tests and reads their results; exit codes alone are not believed. */
final class TestStage implements Stage {
    private static final String COLLECTOR = "coverlet.collector";
    private static final int MOST_TESTS = 100_000_000;

    @Override
    public String name() {
        return StageNames.TEST;
    }

    @Override
    public StageResult run(BuildContext context) {
        TestSelection selection = TestSelection.of(context);
        TestRun run = new TestRun(context);
        run.replay(selection.passes());
        if (selection.targets().isEmpty()) {
            context.log().info(selection.why());
            run.readCoverage();
            boolean replayed =
                    context.cached().isPresent() && context.projects().stream().anyMatch(ProjectFacts::test);
            return replayed ? StageResult.succeeded(selection.why()) : StageResult.skipped(selection.why());
        }
        warnWithoutCollector(context);
        context.progress().message(selection.announcement());
        context.log().info("Running tests...");
        try {
            for (Path target : selection.targets()) {
                context.cancellation().check();
                run.run(target);
                if (run.isGreen() && !CachedTestSelection.isPart(context, target)) {
                    context.cached().ifPresent(build -> new CachedTests(context, build).keep(target, run));
                }
            }
            run.readCoverage();
            context.progress().flush();
            StageResult result = result(context, selection, run);
            if (!context.uploadsLater()) {
                EarlyUpload.of(context);
            }
            return result;
        } catch (AgentException failure) {
            // No later stage runs, and what the tests left is wanted most now.
            EarlyUpload.of(context);
            throw failure;
        }
    }

    private static StageResult result(BuildContext context, TestSelection selection, TestRun run) {
        TestTally tally = run.tally();
        if (run.problem().isPresent() && tally.failed() == 0) {
            throw BuildFailedException.userCode(run.problem().get());
        }
        if (tally.failed() > 0) {
            String failed = tally.failed() + " of " + tests(tally.total()) + " failed, first: " + tally.firstFailed()
                    + run.problem().map(problem -> "; " + problem).orElse("");
            context.log().error(failed);
            throw BuildFailedException.userCode(failed);
        }
        if (run.hasFailedRun()) {
            throw BuildFailedException.userCode("the test run failed without a failed test; see the log");
        }
        requireTests(context, selection, tally.total());
        if (tally.total() == 0) {
            context.log().warn("No tests were found");
            return StageResult.succeeded("No tests were found");
        }
        String flaky = tally.flaky() == 0 ? "" : ", " + tally.flaky() + " of them only when run again";
        String passed = tests(tally.total()) + " ran, none failed" + flaky;
        context.log().info(passed);
        return StageResult.succeeded(passed);
    }

    private static void requireTests(BuildContext context, TestSelection selection, int total) {
        boolean all = selection.targets().equals(List.of(context.solution()));
        List<String> projects = context.projects().stream()
                .filter(facts -> facts.test() && (all || selection.targets().contains(facts.project())))
                .map(ProjectFacts::name)
                .distinct()
                .sorted()
                .toList();
        boolean part = selection.targets().stream().anyMatch(target -> CachedTestSelection.isPart(context, target));
        int usual = projects.isEmpty() || part ? 0 : 1;
        // Of a part of the tests nobody can say how many there are.
        int least = all ? BuildSettings.of(context).number(BuildSettings.TEST_MINIMUM, MOST_TESTS, usual) : usual;
        if (total < least) {
            throw BuildFailedException.userCode((total == 0 ? "no test was found" : "only " + tests(total) + " ran")
                    + (projects.isEmpty() ? "" : " in " + String.join(", ", projects)) + ", but " + least
                    + " had to; the build property " + BuildSettings.TEST_MINIMUM + " says how many must run");
        }
    }

    private static void warnWithoutCollector(BuildContext context) {
        List<ProjectFacts> tests =
                context.projects().stream().filter(ProjectFacts::test).toList();
        if (context.job().collectCoverage() && !tests.isEmpty() && !referencesCollector(tests)) {
            context.log()
                    .warn("Coverage was asked for, but no test project references the package " + COLLECTOR
                            + ", so there is none");
        }
    }

    static boolean referencesCollector(List<ProjectFacts> projects) {
        return projects.stream()
                .flatMap(facts -> facts.packages().stream())
                .anyMatch(name -> name.equalsIgnoreCase(COLLECTOR));
    }

    private static String tests(int count) {
        return count == 1 ? "1 test" : count + " tests";
    }
}
