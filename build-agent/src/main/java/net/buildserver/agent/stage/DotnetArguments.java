package net.buildserver.agent.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.dotnet.SolutionFile;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.MsBuildProperties;
import net.buildserver.domain.cache.CacheScope;

/**
 * Command lines of one attempt. Every value is an argument of its own, files are absolute paths, and what the job gives is
 * only ever part of {@code -p:} arguments or follows an option, so that nothing can be taken for an option or a response
 * file. {@code -noAutoResponse} is not passed: a repository's Directory.Build.rsp is part of how it is built everywhere else,
 * and it can do nothing that a project file cannot.
 */
final class DotnetArguments {
    private final BuildContext context;
    private final BuildJobDescriptor job;
    private final boolean solution;

    DotnetArguments(BuildContext context) {
        this.context = context;
        this.job = context.job();
        this.solution = SolutionFile.isSolution(context.solution());
    }

    /** Returns {@code command} with the configuration and the properties that every command of a build has in common. */
    List<String> command(String command, Path target) {
        List<String> arguments = new ArrayList<>(List.of(command, target.toString()));
        addProperties(arguments);
        return arguments;
    }

    void addProperties(List<String> arguments) {
        arguments.add(MsBuildProperties.argument("Configuration", job.configuration()));
        if (!job.hasDefaultPlatform()) {
            arguments.add(MsBuildProperties.argument("Platform", job.platform()));
        }
        arguments.add(compilerServer());
        Path nuget = PackageSources.config(context);
        if (nuget != null) {
            // The audit asks a public index, which a closed network does not have.
            arguments.add(MsBuildProperties.argument("NuGetAudit", "false"));
            arguments.add(MsBuildProperties.argument("RestoreConfigFile", nuget.toString()));
        }
        CacheScope.relevant(job.buildProperties())
                .forEach((name, value) -> arguments.add(MsBuildProperties.argument(name, value)));
    }

    /** Returns the options for the framework and runtime of a single project; solutions get theirs in other ways. */
    List<String> projectOptions(boolean withFramework) {
        List<String> options = new ArrayList<>();
        String framework = job.targetFramework();
        String runtime = job.runtimeIdentifier();
        if (!solution && withFramework && framework != null) {
            options.add(MsBuildProperties.argument("TargetFramework", framework));
        }
        if (!solution && runtime != null) {
            options.add(MsBuildProperties.argument("RuntimeIdentifier", runtime));
            options.add(MsBuildProperties.argument("SelfContained", "false"));
        }
        return options;
    }

    /** Returns variables that bring the agent's own targets into the build. */
    Map<String, String> targetVariables(Path facts) {
        Map<String, String> variables = new HashMap<>();
        variables.put(
                "CustomAfterMicrosoftCommonTargets",
                context.tools().targets().resolve("facts.targets").toString());
        variables.put("BUILD_SERVER_FACTS", facts.toString());
        variables.putAll(frameworkVariables());
        return variables;
    }

    /** Returns variables that restrict a solution's projects to the framework that the job asks for. */
    Map<String, String> frameworkVariables() {
        String framework = job.targetFramework();
        if (!solution || framework == null) {
            return Map.of();
        }
        Path targets = context.tools().targets().resolve("frameworks.targets");
        return Map.of(
                "CustomAfterMicrosoftCommonCrossTargetingTargets",
                targets.toString(),
                SolutionRequest.FRAMEWORK,
                framework);
    }

    /**
     * Returns the repository's Directory.Build.rsp for projects of the agent's own, which lie outside of the checkout:
     * MSBuild looks for that file in the project's folder and above ("MSBuild response files").
     */
    Optional<Path> responseFile() {
        Path root = context.checkout().directory();
        for (Path folder = context.solution().getParent(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("Directory.Build.rsp");
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
            if (folder.equals(root)) {
                break;
            }
        }
        return Optional.empty();
    }

    boolean isSolution() {
        return solution;
    }

    // The compiler server is this attempt's alone and ends with it; without one a build takes two to three times as
    // long.
    String compilerServer() {
        String id = context.assignment().attemptId().toString().replace("-", "");
        return MsBuildProperties.argument("SharedCompilationId", id);
    }
}
