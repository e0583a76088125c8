package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.dotnet.SolutionFile;

/** Command lines of {@code dotnet test}, for VSTest and for Microsoft.Testing.Platform. */
final class TestCommand {
    private final BuildContext context;
    private final boolean testingPlatform;

    TestCommand(BuildContext context, boolean testingPlatform) {
        this.context = context;
        this.testingPlatform = testingPlatform;
    }

    List<String> arguments(Path target, Path results, boolean report) {
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = new ArrayList<>();
        command.add("test");
        if (testingPlatform) {
            command.add(SolutionFile.isSolution(target) ? "--solution" : "--project");
        }
        command.add(target.toString());
        arguments.addProperties(command);
        command.addAll(arguments.projectOptions(true));
        command.add("--no-build");
        command.addAll(List.of("--results-directory", results.toString()));
        if (testingPlatform) {
            if (report) {
                command.add("--report-trx");
            }
        } else {
            command.addAll(List.of("--logger", "trx"));
            if (context.job().collectCoverage() && TestStage.referencesCollector(context.projects())) {
                command.addAll(List.of("--collect", "XPlat Code Coverage"));
            }
        }
        return command;
    }
}
