package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.dotnet.SolutionFile;

/** Command lines of {@code dotnet test}, for VSTest and for Microsoft.Testing.Platform. */
final class TestCommand {
    /** The command of the SDK. */
    static final String NAME = "test";

    private final BuildContext context;
    private final boolean testingPlatform;

    TestCommand(BuildContext context, boolean testingPlatform) {
        this.context = context;
        this.testingPlatform = testingPlatform;
    }

    /**
     * Returns the arguments.
     *
     * @param report whether a TRX file is written
     * @param filter which tests run
     */
    List<String> arguments(Path target, Path results, boolean report, TestFilter filter) {
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = new ArrayList<>();
        command.add(NAME);
        if (testingPlatform) {
            command.add(SolutionFile.isSolution(target) ? "--solution" : "--project");
        }
        command.add(target.toString());
        arguments.addProperties(command);
        command.addAll(arguments.projectOptions(true));
        command.add("--no-build");
        command.addAll(List.of("--results-directory", results.toString()));
        if (testingPlatform) {
            // Every test's end is told at once, so that it can be counted.
            command.addAll(List.of("--output", "detailed"));
            if (report) {
                command.add("--report-trx");
            }
            command.addAll(filter.ofTestingPlatform());
        } else {
            command.addAll(List.of("--logger", "trx", "--logger", "console;verbosity=normal"));
            if (context.job().collectCoverage() && TestStage.referencesCollector(context.projects())) {
                command.addAll(List.of("--collect", "XPlat Code Coverage"));
            }
            addDumps(command);
            command.addAll(filter.ofVsTest());
        }
        return command;
    }

    private void addDumps(List<String> command) {
        BuildSettings settings = BuildSettings.of(context);
        int minutes = settings.number(BuildSettings.TEST_HANG_MINUTES, 24 * 60, 0);
        if (settings.isTrue(BuildSettings.TEST_DUMPS)) {
            command.addAll(List.of("--blame-crash", "--blame-crash-dump-type", "mini"));
        }
        if (minutes > 0) {
            command.addAll(List.of("--blame-hang-timeout", minutes + "m", "--blame-hang-dump-type", "mini"));
        }
    }
}
