package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.dotnet.CoverageReader;
import net.buildserver.agent.dotnet.TrxReader;
import net.buildserver.agent.dotnet.TrxSummary;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.domain.test.TestCaseResult;
import org.jspecify.annotations.Nullable;

/** Runs {@code dotnet test}, once or for several projects, and gathers what it left. */
final class TestRun {
    /** Exit code of Microsoft.Testing.Platform for an option that no extension knows. */
    private static final int UNKNOWN_OPTION = 5;
    /** Exit code of Microsoft.Testing.Platform for a run without tests. */
    private static final int NO_TESTS = 8;

    private final BuildContext context;
    private final Path results;
    private final TrxReader reader;
    private final boolean testingPlatform;
    private TrxSummary summary = TrxSummary.NONE;
    private @Nullable String problem;
    private final List<TestCaseResult> lastResults = new ArrayList<>();
    private boolean green = true;
    private int runs;

    TestRun(BuildContext context) {
        this.context = context;
        this.results = context.temporary().resolve("tests");
        this.reader = new TrxReader(context.projects());
        this.testingPlatform = context.sdkFeatures().testingPlatformCommand()
                && SdkChoice.globalJson(context).usesTestingPlatform();
    }

    TrxSummary summary() {
        return summary;
    }

    /** Returns what went wrong apart from failed tests. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the results of the last target. */
    List<TestCaseResult> lastResults() {
        return List.copyOf(lastResults);
    }

    /** Returns whether nothing at all went wrong so far. */
    boolean isGreen() {
        return green;
    }

    void run(Path target) {
        lastResults.clear();
        Path folder = results.resolve(String.valueOf(++runs));
        TestOutput output = new TestOutput(new OutputFilter(context)::accept);
        TestCommand command = new TestCommand(context, testingPlatform);
        ProcessExit exit = run(command.arguments(target, folder, true), output);
        if (testingPlatform && exit.exitCode() == UNKNOWN_OPTION) {
            context.log()
                    .warn("The test projects do not have the extension Microsoft.Testing.Extensions.TrxReport, so that"
                            + " single test results are not known");
            exit = run(command.arguments(target, folder, false), output);
        }
        TrxSummary found = TrxSummary.NONE;
        for (Path trx : files(folder, ".trx")) {
            found = found.plus(reader.read(trx, this::take));
            context.artifacts().add("test-results/" + runs + "/" + trx.getFileName(), trx, folder);
        }
        summary = summary.plus(found);
        green &= exit.isSuccess()
                && found.failed() == 0
                && !found.runFailed()
                && output.crash().isEmpty();
        boolean noTests = testingPlatform && exit.exitCode() == NO_TESTS;
        if (output.crash().isPresent()) {
            problem = output.crash().get();
        } else if (!exit.isSuccess() && !noTests && found.failed() == 0 && problem == null) {
            problem = context.stageDiagnostics()
                    .firstError()
                    .map(error -> error.message())
                    .orElse("dotnet test ended with exit code " + exit.exitCode() + "; see the log");
        }
    }

    private void take(TestCaseResult result) {
        lastResults.add(result);
        context.progress().test(result);
    }

    private ProcessExit run(List<String> arguments, TestOutput output) {
        return Dotnet.of(context).run(arguments, new DotnetArguments(context).frameworkVariables(), output::accept);
    }

    /** Merges the coverage reports of all runs, if there are any. */
    void readCoverage() {
        if (!context.job().collectCoverage()) {
            return;
        }
        CoverageReader coverage = new CoverageReader();
        Set<String> seen = new HashSet<>();
        for (Path report : files(results, ".cobertura.xml")) {
            // The collector leaves a report twice, the second time as an attachment of the test report.
            if (seen.add(digest(report))) {
                coverage.add(report);
                context.artifacts().add("coverage/" + seen.size() + "/coverage.cobertura.xml", report, results);
            }
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

    private static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
                    .sorted()
                    .toList());
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot look for test results", unreadable);
        }
    }
}
