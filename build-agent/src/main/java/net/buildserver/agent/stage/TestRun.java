package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.cache.tests.TestPasses.Pass;
import net.buildserver.agent.canary.BuildRecord;
import net.buildserver.agent.dotnet.CoverageReader;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.jspecify.annotations.Nullable;

/** Runs the tests of one or several targets, failed ones again where asked, and gathers what they left. */
final class TestRun {
    /** Name under which covered lines are handed on. */
    static final String COVERAGE = "coverage";

    private final BuildContext context;
    private final Path results;
    private final TestExecution execution;
    private final TestRetry retry;
    private final Optional<BuildRecord> expected;
    private final TestTally tally = new TestTally();
    private final List<TestCaseResult> lastResults = new ArrayList<>();
    private final List<Path> lastReports = new ArrayList<>();
    private final List<Path> replayedCoverage = new ArrayList<>();
    private @Nullable String problem;
    private boolean runFailed;
    private boolean green = true;
    private int runs;
    private int firstRun;

    TestRun(BuildContext context) {
        this.context = context;
        this.results = context.temporary().resolve("tests");
        this.execution = new TestExecution(context, new LiveCounts(context.progress()));
        this.retry = new TestRetry(context);
        this.expected = TaskScope.record(context.assignment());
    }

    TestTally tally() {
        return tally;
    }

    /** Returns what went wrong apart from failed tests. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the results of the last target, for a build that keeps them. */
    List<TestCaseResult> lastResults() {
        return List.copyOf(lastResults);
    }

    /** Returns the test reports of the last target, without secrets. */
    List<Path> lastReports() {
        return List.copyOf(lastReports);
    }

    /** Takes the reports of tests that passed before, as if they had run now. */
    void replay(List<Pass> passes) {
        for (Pass pass : passes) {
            runs++;
            pass.reports()
                    .forEach(report ->
                            context.artifacts().add(TestFiles.reportName(runs, report), report, context.temporary()));
            replayedCoverage.addAll(pass.coverage());
        }
    }

    /** Returns the coverage reports of the last target, each once. */
    List<Path> lastCoverage() {
        List<Path> reports = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int run = firstRun; context.job().collectCoverage() && run <= runs; run++) {
            TestFiles.files(results.resolve(String.valueOf(run)), TestFiles.COVERAGE).stream()
                    .filter(report -> seen.add(digest(report)))
                    .forEach(reports::add);
        }
        return reports;
    }

    /** Returns whether nothing at all went wrong so far, not even for a moment. */
    boolean isGreen() {
        return green;
    }

    void run(Path target) {
        TestFilter filter = TaskScope.of(context.assignment()).filter(CachedTestSelection.name(context, target));
        lastResults.clear();
        lastReports.clear();
        firstRun = runs + 1;
        List<TestCaseResult> failed = new ArrayList<>();
        TestFiles files = nextFiles();
        TestExecution.Result first = execution.run(target, filter, files, result -> {
            if (result.outcome() == TestOutcome.Failed && retry.isOn()) {
                failed.add(result);
            } else {
                take(result);
            }
        });
        lastReports.addAll(files.reports());
        green &= first.green();
        if (first.crash().isPresent()) {
            problem = first.crash().get();
            failed.forEach(this::take);
            return;
        }
        retry.run(failed, first.summary().tests(), target, this::again, this::take)
                .forEach(this::take);
        if (first.summary().failed() == 0) {
            runFailed |= first.summary().runFailed();
            if (first.exitCode() != 0 && problem == null) {
                problem = context.stageDiagnostics()
                        .firstError()
                        .map(error -> error.message())
                        .orElse("dotnet test ended with exit code " + first.exitCode() + "; see the log");
            }
        }
    }

    private List<TestCaseResult> again(Path project, List<TestCaseResult> tests) {
        boolean byMethod = execution.isTestingPlatform()
                && context.projects().stream()
                        .filter(facts -> facts.project().equals(project))
                        .flatMap(facts -> facts.packages().stream())
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("xunit.v3"));
        List<TestCaseResult> again = new ArrayList<>();
        execution.run(project, TestFilter.of(tests, byMethod), nextFiles(), again::add);
        return again;
    }

    private TestFiles nextFiles() {
        return new TestFiles(context, results, ++runs);
    }

    private void take(TestCaseResult result) {
        tally.add(result);
        if (context.cached().isPresent()) {
            lastResults.add(result);
        }
        context.outcomes().test(result);
        if (expected.map(record -> record.tests().get(BuildOutcomes.name(result)) != result.outcome())
                .orElse(true)) {
            context.progress().test(result);
        }
    }

    /** Returns whether a run says of itself that it failed although none of its tests did. */
    boolean hasFailedRun() {
        return runFailed;
    }

    /** Merges the coverage reports of all runs and of tests that did not run, if there are any. */
    void readCoverage() {
        if (!context.job().collectCoverage() || context.isConfirmation()) {
            return;
        }
        CoverageReader coverage = new CoverageReader();
        Set<String> seen = new HashSet<>();
        List<Path> reports = new ArrayList<>(replayedCoverage);
        reports.addAll(TestFiles.files(results, TestFiles.COVERAGE));
        for (Path report : reports) {
            // The collector leaves a report twice, the second time as an attachment of the test report.
            if (seen.add(digest(report))) {
                coverage.add(report);
                String name = "coverage/" + seen.size() + "/coverage.cobertura.xml";
                context.artifacts().add(name, report, context.temporary());
            }
        }
        if (!TaskScope.of(context.assignment()).tests().isEmpty()) {
            // Others run tests too; whoever collects tells what all of them covered.
            Packed.pack(coverage.encode()).ifPresent(packed -> context.putOut(COVERAGE, packed));
            return;
        }
        coverage.lineRate().ifPresent(rate -> {
            context.log().info("Line coverage " + Math.round(rate * 1000) / 10.0 + " %");
            context.progress().lineCoverage(rate);
        });
    }

    private static String digest(Path file) {
        try {
            return Digest.of(file);
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read " + file.getFileName(), unreadable);
        }
    }
}
