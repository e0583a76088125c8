package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.dotnet.PublishProject;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.build.MsBuildProperties;

/** Publishes all applications of a build by one run of MSBuild, and packs each into an archive of its own. */
final class Publishing {
    private final BuildContext context;
    private final Map<String, ProjectFacts> applications;
    private final Path folder;

    Publishing(BuildContext context, List<ProjectFacts> applications) {
        this.context = context;
        this.applications = PublishProject.named(applications);
        this.folder = context.temporary().resolve("publish");
    }

    void publish() {
        String names = String.join(", ", applications.keySet());
        context.progress().message("Publishing " + names + "...");
        context.log().info("Publishing " + names);
        boolean otherRuntime = context.job().runtimeIdentifier() != null && new DotnetArguments(context).isSolution();
        if (otherRuntime || !run(true).isSuccess()) {
            if (!otherRuntime) {
                // Single files, trimming and the like compile for a runtime that the solution was not built for.
                context.log().info("Publishing the outputs of the build did not work; publishing builds them itself");
                FileTrees.deleteQuietly(folder);
                context.forgetDiagnostics();
            }
            ProcessExit exit = run(false);
            if (!exit.isSuccess()) {
                throw PackageStage.failure(context, "publishing", exit);
            }
        }
        for (String name : applications.keySet()) {
            Path archive = context.temporary().resolve("archives").resolve(name + ".zip");
            context.artifacts().addZip("publish/" + name + ".zip", folder.resolve(name), archive);
        }
    }

    private ProcessExit run(boolean noBuild) {
        Path project = context.temporary().resolve("publish.proj");
        PublishProject.write(project, applications, folder, context.enclosure()::seen);
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = new ArrayList<>(arguments.command("msbuild", project));
        // What `dotnet publish` passes; without -restore, since the restore stage did that.
        command.addAll(List.of("-target:Publish", "-verbosity:minimal", "-nologo", "-p:_IsPublishing=true"));
        arguments.responseFile().ifPresent(file -> command.add("@" + file));
        String runtime = context.job().runtimeIdentifier();
        if (runtime != null) {
            command.add(MsBuildProperties.argument("RuntimeIdentifier", runtime));
            command.add(MsBuildProperties.argument("SelfContained", "false"));
        }
        if (noBuild) {
            command.add("-p:NoBuild=true");
        }
        return Dotnet.of(context).run(command, Map.of());
    }
}
