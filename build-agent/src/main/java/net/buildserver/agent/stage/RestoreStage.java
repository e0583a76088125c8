package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.dotnet.PackageCount;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.domain.build.MsBuildProperties;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.stage.StageNames;
import org.jspecify.annotations.Nullable;

/** Restores NuGet packages; with the cache only if anything changed that a restore depends on. */
final class RestoreStage implements Stage {
    // The source could not be reached, which is no fault of the project.
    private static final Set<String> UNREACHABLE = Set.of("NU1301", "NU1300", "NU1302");

    @Override
    public String name() {
        return StageNames.RESTORE;
    }

    @Override
    public StageResult run(BuildContext context) {
        if (CachedSolution.applies(context)) {
            return planCached(context);
        }
        return StageResult.succeeded(restore(context));
    }

    // A build whose outputs and test results are all there needs no packages.
    private static StageResult planCached(BuildContext context) {
        CachedBuild build = CachedSolution.plan(context, () -> restore(context));
        context.cached(build);
        ProjectSpans.ofTaken(context, build);
        context.built(CachedProjects.of(build.facts(), context.checkout().directory(), context.seenRoot()));
        boolean tests = context.plans(StageNames.TEST)
                && !CachedTestSelection.pending(context, new CachedTests(context, build))
                        .isEmpty();
        boolean packages = context.plans(StageNames.PACKAGE);
        if (build.isRestored()) {
            return StageResult.succeeded("Restored to learn what the projects are");
        }
        if (!build.isComplete() || tests || packages) {
            return restoreCached(context, build);
        }
        String message = "Restore is not needed: everything comes from the cache";
        context.log().info(message);
        return StageResult.succeeded(message);
    }

    private static StageResult restoreCached(BuildContext context, CachedBuild build) {
        if (build.placeRestore()) {
            context.restoreSkipped(true);
            String message = "Restore is up to date: nothing changed that it depends on";
            context.log().info(message);
            return StageResult.succeeded(message);
        }
        String message = restore(context, Path.of(build.restoreTarget()));
        if (build.isWhole()) {
            build.keepRestore();
        }
        return StageResult.succeeded(message);
    }

    /** Restores and returns what was done. */
    static String restore(BuildContext context) {
        return restore(context, context.solution());
    }

    private static String restore(BuildContext context, Path target) {
        context.progress().message("Restoring NuGet packages...");
        context.log().info("Restoring NuGet packages...");
        DotnetArguments arguments = new DotnetArguments(context);
        List<String> command = arguments.command("restore", target);
        command.addAll(arguments.projectOptions(false));
        String runtime = context.job().runtimeIdentifier();
        if (runtime != null && arguments.isSolution()) {
            // A solution cannot be built for one runtime, but its applications are published for it.
            command.add(MsBuildProperties.argument("RuntimeIdentifiers", runtime));
        }
        if (context.cached().isEmpty() && !CachedSolution.applies(context)) {
            command.add("--force");
        }
        Path root = context.checkout().directory();
        if (LockFiles.existBelow(root)) {
            command.add("--locked-mode");
        }
        ProcessExit exit = Dotnet.restoring(context).run(command, Map.of());
        if (!exit.isSuccess() || context.stageDiagnostics().errors() > 0) {
            throw failure(context, exit);
        }
        List<Path> assets = PackageCount.assetsBelow(root);
        int packages = PackageCount.count(assets);
        String message = "Restored " + packages + (packages == 1 ? " package" : " packages");
        context.log().info(message);
        return message;
    }

    private static String advice(@Nullable String code) {
        if (code == null) {
            return "";
        }
        return switch (code) {
            case "NU1004" ->
                " (the lock file does not fit the project files any more, and builds never change lock files: run 'dotnet"
                        + " restore --force-evaluate' where you develop and commit packages.lock.json)";
            case "NU1403" ->
                " (a package is not the one that packages.lock.json was written for: either a source gives another package"
                        + " under this version, or the lock file was written from another source)";
            case "NU1101", "NU1102" -> " (the sources of this build do not have it)";
            case "MSB4006" ->
                " (this is what MSBuild says of projects that need each other in a circle: look at their project"
                        + " references)";
            default -> "";
        };
    }

    // A package that is missing is missing in the whole solution; what is wrong with a file is wrong there.
    private static String place(Diagnostic diagnostic) {
        String code = diagnostic.code();
        if (code == null || !code.startsWith("MSB")) {
            return "";
        }
        String file = diagnostic.file();
        String place = file == null || Path.of(file).isAbsolute() ? diagnostic.project() : file;
        return place == null ? "" : " [" + place + "]";
    }

    private static BuildFailedException failure(BuildContext context, ProcessExit exit) {
        Diagnostic first = context.stageDiagnostics().firstError().orElse(null);
        if (first == null) {
            return BuildFailedException.userCode(
                    "dotnet restore ended with exit code " + exit.exitCode() + " without naming an error; see the log");
        }
        String code = first.code();
        String message = (code == null ? "" : code + ": ") + first.message() + place(first) + advice(code);
        return code != null && UNREACHABLE.contains(code)
                ? BuildFailedException.infrastructure(message)
                : BuildFailedException.userCode(message);
    }
}
