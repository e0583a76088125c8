package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.List;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.dotnet.TrxSummary;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.workspace.Workspace;
import net.buildserver.domain.stage.StageNames;

/** Runs tests and reads their results; exit codes alone are not believed. */
final class TestStage implements Stage {
    private static final String COLLECTOR = "coverlet.collector";

    @Override
    public String name() {
        return StageNames.TEST;
    }

    @Override
    public StageResult run(BuildContext context) {
        TestSelection selection = TestSelection.of(context);
        if (selection.targets().isEmpty()) {
            context.log().info(selection.why());
            rememberGreen(context);
            boolean replayed =
                    context.cached().isPresent() && context.projects().stream().anyMatch(ProjectFacts::test);
            return replayed ? StageResult.succeeded(selection.why()) : StageResult.skipped(selection.why());
        }
        warnWithoutCollector(context);
        context.progress().message(selection.announcement());
        context.log().info("Running tests...");
        TestRun run = new TestRun(context);
        for (Path target : selection.targets()) {
            context.cancellation().check();
            run.run(target);
            if (run.isGreen()) {
                context.cached().ifPresent(build -> new CachedTests(context, build).keep(target, run.lastResults()));
            }
        }
        run.readCoverage();
        context.progress().flush();
        return result(context, run);
    }

    private static StageResult result(BuildContext context, TestRun run) {
        TrxSummary summary = run.summary();
        if (summary.failed() > 0) {
            String failed =
                    summary.failed() + " of " + tests(summary.tests()) + " failed, first: " + summary.firstFailed();
            context.log().error(failed);
            throw BuildFailedException.userCode(failed);
        }
        if (run.problem().isPresent()) {
            throw BuildFailedException.userCode(run.problem().get());
        }
        if (summary.runFailed()) {
            throw BuildFailedException.userCode("the test run failed without a failed test; see the log");
        }
        rememberGreen(context);
        if (summary.tests() == 0) {
            context.log().warn("No tests were found");
            return StageResult.succeeded("No tests were found");
        }
        String passed = tests(summary.tests()) + " ran, none failed";
        context.log().info(passed);
        return StageResult.succeeded(passed);
    }

    private static void rememberGreen(BuildContext context) {
        Workspace workspace = context.workspace();
        workspace.remember(workspace.state().withGreen(context.checkout().commit()));
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
