package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.dotnet.FactsReader;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.dotnet.SolutionFile;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.stage.StageNames;

/** Builds the solution, and learns from MSBuild what its projects are. */
final class BuildStage implements Stage {
    // What a build says when the restore that was skipped was needed after all.
    private static final Set<String> NEEDS_RESTORE = Set.of("NETSDK1004", "NETSDK1005", "NETSDK1047", "NETSDK1064");

    @Override
    public String name() {
        return StageNames.BUILD;
    }

    @Override
    public StageResult run(BuildContext context) {
        int count = SolutionFile.projectCount(context.solution());
        context.progress().message(count == 1 ? "Building 1 project..." : "Building " + count + " projects...");
        String kind = SolutionFile.isSolution(context.solution()) ? "solution " : "project ";
        context.log().info("Building " + kind + context.job().solutionPath());
        boolean done = false;
        try {
            StageResult result = context.cached().isPresent()
                    ? cached(context, context.cached().get())
                    : result(context, build(context));
            done = true;
            return result;
        } finally {
            new BinaryLog(context).collect(!done);
            if (!done) {
                EarlyUpload.of(context);
            }
        }
    }

    private static StageResult cached(BuildContext context, CachedBuild build) {
        CachedBuildResult result = build.finish();
        if (result.exitCode() != 0
                && context.isRestoreSkipped()
                && context.stageDiagnostics().hasError(NEEDS_RESTORE)) {
            context.forgetDiagnostics();
            RestoreStage.restore(context);
            result = build.finish();
        }
        CachedSolution.report(context, result);
        context.outcomes().built(build, result);
        ProjectSpans.ofOutcomes(context, result);
        SharedCoverage.collect(context);
        return result(context, new ProcessExit(result.exitCode()));
    }

    private static ProcessExit build(BuildContext context) {
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = arguments.command("build", context.solution());
        command.addAll(arguments.projectOptions(true));
        command.add("--no-restore");
        if (context.assignment().strategy() == BuildStrategyType.Incremental) {
            // Only builds with the cache know what of a kept workspace is still right.
            command.add("--no-incremental");
        }
        command.addAll(new BinaryLog(context).arguments());
        Path facts = factsFolder(context);
        ProcessExit exit = Dotnet.of(context).run(command, arguments.targetVariables(facts));
        context.built(FactsReader.read(facts, context.enclosure()::real));
        ProjectSpans.ofBuilt(context);
        return exit;
    }

    private static StageResult result(BuildContext context, ProcessExit exit) {
        int warnings = context.stageDiagnostics().warnings();
        int errors = context.stageDiagnostics().errors();
        String counts = warnings + " Warning(s), " + errors + " Error(s)";
        if (!exit.isSuccess() || errors > 0) {
            context.log().error("Build FAILED. " + counts);
            throw BuildFailedException.userCode(context.stageDiagnostics()
                    .firstError()
                    .map(error -> error.format())
                    .orElse("dotnet build ended with exit code " + exit.exitCode()
                            + " without naming an error; see the log"));
        }
        requireFramework(context);
        context.log().info("Build succeeded. " + counts);
        return StageResult.succeeded("Build succeeded. " + counts);
    }

    private static void requireFramework(BuildContext context) {
        String wanted = context.job().targetFramework();
        Set<String> there =
                context.projects().stream().map(ProjectFacts::framework).collect(Collectors.toSet());
        if (wanted != null && !there.isEmpty() && !there.contains(wanted)) {
            throw BuildFailedException.configuration(
                    "no project of " + context.job().solutionPath() + " targets " + wanted + "; they target "
                            + String.join(", ", there.stream().sorted().toList()));
        }
    }

    private static Path factsFolder(BuildContext context) {
        try {
            Path folder = context.temporary().resolve("facts");
            FileTrees.delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create a temporary folder", cannotCreate);
        }
    }
}
