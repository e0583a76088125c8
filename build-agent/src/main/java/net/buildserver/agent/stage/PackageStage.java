package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.domain.build.MsBuildProperties;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.stage.StageNames;

/** Creates NuGet packages and publishes applications, as far as the job asks for them. */
final class PackageStage implements Stage {
    @Override
    public String name() {
        return StageNames.PACKAGE;
    }

    @Override
    public StageResult run(BuildContext context) {
        int packages = context.job().createPackages() ? pack(context) : 0;
        List<ProjectFacts> applications = context.job().publishArtifacts() ? applications(context) : List.of();
        if (!applications.isEmpty()) {
            context.cancellation().check();
            new Publishing(context, applications).publish();
        }
        String message =
                "Created " + count(packages, "package") + ", published " + count(applications.size(), "application");
        context.log().info(message);
        return StageResult.succeeded(message);
    }

    private static List<ProjectFacts> applications(BuildContext context) {
        String wanted = context.job().targetFramework();
        return context.projects().stream()
                .filter(ProjectFacts::isApplication)
                .filter(project -> wanted == null || wanted.equals(project.framework()))
                .toList();
    }

    private static int pack(BuildContext context) {
        context.progress().message("Creating packages...");
        context.log().info("Creating packages...");
        Path folder = context.temporary().resolve("packages");
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = arguments.command("pack", context.solution());
        command.addAll(arguments.projectOptions(true));
        command.add("--no-build");
        // The option --output is refused for solutions by some SDKs; the property is not.
        command.add(MsBuildProperties.argument("PackageOutputPath", folder.toString()));
        ProcessExit exit = Dotnet.of(context).run(command, arguments.frameworkVariables());
        if (!exit.isSuccess()) {
            throw failure(context, "dotnet pack", exit);
        }
        return collect(context, folder);
    }

    private static int collect(BuildContext context, Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> packages = files.filter(file -> file.toString().matches(".*\\.s?nupkg"))
                    .sorted()
                    .toList();
            packages.forEach(file -> context.artifacts().add("packages/" + file.getFileName(), file, folder));
            return packages.size();
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot look for packages", unreadable);
        }
    }

    /** Returns the failure of a command of this stage. */
    static BuildFailedException failure(BuildContext context, String command, ProcessExit exit) {
        return BuildFailedException.userCode(context.stageDiagnostics()
                .firstError()
                .map(Diagnostic::format)
                .orElse(command + " ended with exit code " + exit.exitCode() + "; see the log"));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
