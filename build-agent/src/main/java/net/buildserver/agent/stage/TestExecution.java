package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import net.buildserver.agent.dotnet.TrxReader;
import net.buildserver.agent.dotnet.TrxSummary;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.domain.test.TestCaseResult;

/** Runs {@code dotnet test} once and reads what it left, also after a crash or a cancel. */
final class TestExecution {
    /** Exit code of Microsoft.Testing.Platform for an option that no extension knows. */
    private static final int UNKNOWN_OPTION = 5;
    /** Exit code of Microsoft.Testing.Platform for a run without tests. */
    private static final int NO_TESTS = 8;

    private final BuildContext context;
    private final LiveCounts counts;
    private final TrxReader reader;
    private final boolean testingPlatform;

    TestExecution(BuildContext context, LiveCounts counts) {
        this.context = context;
        this.counts = counts;
        this.reader = new TrxReader(context.projects());
        this.testingPlatform = context.sdkFeatures().testingPlatformCommand()
                && SdkChoice.globalJson(context).usesTestingPlatform();
    }

    /**
     * How it ended.
     *
     * @param summary what the reports say of it
     * @param green whether nothing at all went wrong
     * @param crash what is known of a test host that went down
     * @param exitCode exit code, 0 if it says no more than that there were no tests
     */
    record Result(TrxSummary summary, boolean green, Optional<String> crash, int exitCode) {}

    boolean isTestingPlatform() {
        return testingPlatform;
    }

    /** Runs the tests of {@code target}; their results go to {@code sink}. */
    Result run(Path target, TestFilter filter, TestFiles files, Consumer<TestCaseResult> sink) {
        TestOutput output = new TestOutput(new OutputFilter(context)::accept, counts);
        ProcessExit exit;
        try {
            exit = run(target, filter, files, output);
        } catch (CancelledException cancelled) {
            files.read(reader, sink);
            files.collect();
            throw cancelled;
        }
        TrxSummary found = files.read(reader, sink);
        ProjectSpans.ofTests(context, found.times());
        files.collect();
        boolean green = exit.isSuccess()
                && found.failed() == 0
                && !found.runFailed()
                && output.crash().isEmpty();
        boolean noTests = testingPlatform && exit.exitCode() == NO_TESTS;
        return new Result(found, green, output.crash(), noTests ? 0 : exit.exitCode());
    }

    private ProcessExit run(Path target, TestFilter filter, TestFiles files, TestOutput output) {
        TestCommand command = new TestCommand(context, testingPlatform);
        ProcessExit exit = start(command, target, filter, files, true, output);
        if (testingPlatform
                && exit.exitCode() == UNKNOWN_OPTION
                && filter.methods().isEmpty()) {
            context.log()
                    .warn("The test projects do not have the extension Microsoft.Testing.Extensions.TrxReport, so that"
                            + " single test results are not known");
            exit = start(command, target, filter, files, false, output);
        }
        return exit;
    }

    private ProcessExit start(
            TestCommand command, Path target, TestFilter filter, TestFiles files, boolean report, TestOutput output) {
        return Dotnet.of(context)
                .run(
                        command.arguments(target, files.folder(), report, filter),
                        new DotnetArguments(context).frameworkVariables(),
                        output::accept);
    }
}
