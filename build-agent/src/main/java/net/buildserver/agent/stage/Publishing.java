package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.build.MsBuildProperties;

/** Publishes one application into a folder of its own and packs that into one archive. */
final class Publishing {
    private Publishing() {}

    static void publish(BuildContext context, ProjectFacts project) {
        String name = project.name() + (project.multiTargeted() ? "-" + project.framework() : "");
        context.progress().message("Publishing " + name + "...");
        context.log().info("Publishing " + name);
        Path folder = context.temporary().resolve("publish").resolve(name);
        boolean otherRuntime = context.job().runtimeIdentifier() != null && new DotnetArguments(context).isSolution();
        if (otherRuntime || !run(context, project, folder, true).isSuccess()) {
            if (!otherRuntime) {
                // Single files, trimming and the like compile for a runtime that the solution was not built for.
                context.log()
                        .info("Publishing the outputs of the build did not work; publishing builds " + name
                                + " itself");
                FileTrees.deleteQuietly(folder);
                context.beginStage();
            }
            ProcessExit exit = run(context, project, folder, false);
            if (!exit.isSuccess()) {
                throw PackageStage.failure(context, "dotnet publish", exit);
            }
        }
        Path archive = context.temporary().resolve("archives").resolve(name + ".zip");
        context.artifacts().addZip("publish/" + name + ".zip", folder, archive);
    }

    private static ProcessExit run(BuildContext context, ProjectFacts project, Path folder, boolean noBuild) {
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = new ArrayList<>(arguments.command("publish", project.project()));
        if (project.multiTargeted()) {
            command.add(MsBuildProperties.argument("TargetFramework", project.framework()));
        }
        String runtime = context.job().runtimeIdentifier();
        if (runtime != null) {
            command.add(MsBuildProperties.argument("RuntimeIdentifier", runtime));
            command.add(MsBuildProperties.argument("SelfContained", "false"));
        }
        if (noBuild) {
            command.add("--no-build");
        }
        command.addAll(List.of("--output", folder.toString()));
        return Dotnet.of(context).run(command, Map.of());
    }
}
