package net.buildserver.agent.stage;

import java.util.List;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.distributed.Machines;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.stage.StageNames;

/** Finds out what must be built and tested, and shares it among the agents of the pool by adding tasks to the build. */
final class PlanStage implements Stage {
    private static final int MOST_AGENTS = 64;
    private static final int MOST_SECONDS = 3600;
    private static final int USUAL_SECONDS = 2;
    // What MSBuild takes to evaluate a project that is in place, if nothing stands in for it, and to hear what it
    // copies, on one processor.
    private static final double READING_SECONDS = 0.06;

    @Override
    public String name() {
        return StageNames.PLAN;
    }

    @Override
    public StageResult run(BuildContext context) {
        BuildSettings settings = BuildSettings.of(context);
        int capable = Math.max(1, context.assignment().agents().size());
        int agents = Math.max(1, settings.number(BuildSettings.AGENTS, MOST_AGENTS, Math.min(capable, MOST_AGENTS)));
        double overhead = settings.number(BuildSettings.SLICE_SECONDS, MOST_SECONDS, USUAL_SECONDS);
        context.putOut(TaskScope.COMMIT, context.checkout().commit());
        if (agents == 1 || !CachedSolution.applies(context)) {
            context.add(Sharing.whole());
            return StageResult.succeeded("One agent does everything");
        }
        context.progress().message("Finding out what must be built...");
        CachedBuild build = CachedSolution.plan(context, () -> RestoreStage.restore(context));
        build.factsText().flatMap(Packed::pack).ifPresent(facts -> context.putOut(TaskScope.FACTS, facts));
        Machines machines = new Machines(agents, parallel(context), overhead, READING_SECONDS);
        Sharing sharing = new Sharing(context, build, machines);
        List<AddedTask> tasks = sharing.tasks();
        tasks.forEach(context::add);
        sharing.describe().forEach(context.log()::info);
        return StageResult.succeeded(sharing.summary());
    }

    // As many as MSBuild builds at once. Compilers use more than one core each, but recorded times are those of such
    // builds.
    private static int parallel(BuildContext context) {
        int cores = context.assignment().agents().stream()
                .mapToInt(agent -> agent.cpuCores())
                .min()
                .orElse(1);
        return Math.max(1, cores);
    }
}
