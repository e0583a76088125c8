package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.cache.AgentCache;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildRequest;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.agent.cache.Reuse;
import net.buildserver.agent.cache.facts.DotnetCommand;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.dotnet.FeedCredentials;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.cache.CacheScope;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.VerifiedHit;

/** The cached build of an attempt, spread over the stages for restoring and building. */
final class CachedSolution {
    private static final int SHOWN = 3;

    private CachedSolution() {}

    /** Returns whether the attempt is built with the cache. */
    static boolean applies(BuildContext context) {
        return switch (context.assignment().strategy()) {
            case Clean -> false;
            case Incremental, Cached, Distributed, Canary -> true;
        };
    }

    /** Returns whose entries the attempt may take. */
    static Reuse reuse(BuildContext context) {
        return switch (context.assignment().strategy()) {
            case Clean, Canary -> Reuse.NOTHING;
            case Incremental, Cached, Distributed -> context.assignment().forceClean() ? Reuse.OWN : Reuse.ALL;
        };
    }

    /** Finds out what must be built and puts the rest in place. */
    static CachedBuild plan(BuildContext context, Runnable restore) {
        AgentCache cache = context.tools().cache();
        Dotnet dotnet = Dotnet.of(context);
        Map<String, String> framework = new DotnetArguments(context).frameworkVariables();
        DotnetCommand command = (arguments, variables, lines) -> {
            Map<String, String> all = new HashMap<>(framework);
            all.putAll(variables);
            return dotnet.run(arguments, all, lines).exitCode();
        };
        OutputFilter output = new OutputFilter(context);
        TaskScope scope = TaskScope.of(context.assignment());
        CachedBuildRequest request = new CachedBuildRequest(
                solution(context),
                roots(context, cache),
                scratch(context),
                command,
                arguments(context),
                restore,
                restoreInputs(context),
                output::accept,
                new LiveProjects(context.progress(), scope),
                reuse(context),
                BuildSettings.of(context).number(BuildSettings.VERIFY_PERCENT, 100, 0),
                context.assignment().executionId().toString(),
                scope.part(context.assignment()),
                context.trace().clock());
        return CachedBuild.plan(cache.tools(), request);
    }

    private static List<String> arguments(BuildContext context) {
        List<String> arguments = new ArrayList<>(List.of(new DotnetArguments(context).compilerServer()));
        arguments.addAll(new BinaryLog(context).arguments());
        return arguments;
    }

    /** Says what the cache did, and gives the warnings of what was not built again. */
    static void report(BuildContext context, CachedBuildResult result) {
        OutputFilter output = new OutputFilter(context);
        TaskScope scope = TaskScope.of(context.assignment());
        Set<ProjectId> verified =
                result.verified().stream().map(VerifiedHit::project).collect(Collectors.toSet());
        result.verified().forEach(hit -> report(context, hit));
        for (ProjectOutcome project : result.projects()) {
            if (!scope.tells(project.project().name())) {
                continue;
            }
            project.replayed().forEach(output::accept);
            if (project.hit() == HitKind.Miss
                    && project.state() != ProjectState.NotBuilt
                    && !verified.contains(project.project())) {
                context.log().info(attempt(project) + project.project().name() + because(project));
            }
        }
        context.log()
                .info("Cache: " + result.count(HitKind.Full) + " projects in place, " + result.count(HitKind.Compile)
                        + " without compiling, " + result.count(HitKind.Miss) + " built");
        ProjectUses.report(result, context.progress(), scope);
    }

    private static void report(BuildContext context, VerifiedHit hit) {
        String name = hit.project().name();
        if (hit.differing().isEmpty()) {
            context.log().info("Verified " + name + ": built again, it is the same as in build " + hit.origin());
        } else {
            context.log()
                    .warn("Verified " + name + ": built again, it is not the same as in build " + hit.origin()
                            + ", the cache is switched off for it: " + String.join(", ", hit.differing()));
        }
    }

    private static String attempt(ProjectOutcome project) {
        return project.state() == ProjectState.Failed ? "Could not build " : "Built ";
    }

    private static String because(ProjectOutcome project) {
        if (!project.reasons().isEmpty()) {
            return ", which is not cached: " + String.join(", ", project.reasons());
        }
        List<KeyDifference> differences = project.differences();
        if (differences.isEmpty()) {
            return ", which the cache does not know";
        }
        String more = differences.size() > SHOWN ? " and " + (differences.size() - SHOWN) + " more" : "";
        return ": "
                + String.join(
                        ", ",
                        differences.stream()
                                .limit(SHOWN)
                                .map(KeyDifference::sentence)
                                .toList())
                + more;
    }

    private static SolutionRequest solution(BuildContext context) {
        BuildJobDescriptor job = context.job();
        Map<String, String> properties = new TreeMap<>(CacheScope.relevant(job.buildProperties()));
        String framework = job.targetFramework();
        String runtime = job.runtimeIdentifier();
        if (!new DotnetArguments(context).isSolution()) {
            if (framework != null) {
                properties.put("TargetFramework", framework);
            }
            if (runtime != null) {
                properties.put("RuntimeIdentifier", runtime);
                properties.put("SelfContained", "false");
            }
        }
        Map<String, String> environment =
                new TreeMap<>(FeedCredentials.without(context.tools().extras()));
        String only = new DotnetArguments(context).frameworkVariables().get(SolutionRequest.FRAMEWORK);
        if (only != null) {
            environment.put(SolutionRequest.FRAMEWORK, only);
        }
        return new SolutionRequest(
                job.solutionPath(),
                job.configuration(),
                job.hasDefaultPlatform() ? "" : job.platform(),
                properties,
                environment,
                context.sdk().toString(),
                context.checkout().commit());
    }

    private static Roots roots(BuildContext context, AgentCache cache) {
        Path root = context.checkout().directory();
        Path sdk = context.tools().dotnet().orElseThrow().root();
        // Coverage must find the sources by the paths in the symbols; at the canonical root there is nothing to hide.
        boolean mapped = context.tools().sandbox().canonicalRoot().isEmpty()
                && !context.job().collectCoverage();
        Path seenPackages = context.enclosure().seen(cache.packages());
        return new Roots(root, context.seenRoot(), cache.packages(), seenPackages, sdk, mapped);
    }

    private static String restoreInputs(BuildContext context) {
        Path nuget = PackageSources.config(context);
        try {
            return context.job().runtimeIdentifier() + "|" + (nuget == null ? "" : Digest.of(nuget));
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read " + nuget, unreadable);
        }
    }

    private static Path scratch(BuildContext context) {
        try {
            return Files.createDirectories(context.temporary().resolve("cache"));
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create a temporary folder", cannotCreate);
        }
    }
}
