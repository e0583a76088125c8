package net.buildserver.domain.plan;

import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.stage.StageNames;

/**
 * Shares a build among agents: one plans, several build slices and run shards of the tests, one collects. What is shared lies in
 * the cache. Where sharing would not be faster, the plan adds one task that does everything.
 */
public final class DistributedStrategy implements BuildStrategy {
    /** Kind of the task that finds out what is to be done. */
    public static final String PLAN = "plan";
    /** Kind of tasks that build some projects. */
    public static final String SLICE = "slice";
    /** Kind of tasks that run some tests. */
    public static final String TESTS = "tests";
    /** Kind of the task that collects what the others made. */
    public static final String FINISH = "finish";
    /** Kind of the task that does everything. */
    public static final String WHOLE = TaskPlan.BUILD;

    @Override
    public BuildStrategyType type() {
        return BuildStrategyType.Distributed;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        List<StagePlan> whole = SingleTaskPlan.stages(request.job());
        List<StagePlan> plan = List.of(new StagePlan(StageNames.CLONE, false), new StagePlan(StageNames.PLAN, false));
        Map<String, List<StagePlan>> growth = Map.of(
                SLICE, only(whole, List.of(StageNames.CLONE, StageNames.RESTORE, StageNames.BUILD)),
                TESTS, only(whole, List.of(StageNames.CLONE, StageNames.RESTORE, StageNames.BUILD, StageNames.TEST)),
                FINISH,
                        whole.stream()
                                .filter(stage -> !stage.name().equals(StageNames.TEST))
                                .toList(),
                WHOLE, whole);
        return new BuildPlan(List.of(new TaskPlan(PLAN, PLAN, plan, List.of(), growth)));
    }

    private static List<StagePlan> only(List<StagePlan> stages, List<String> names) {
        return stages.stream().filter(stage -> names.contains(stage.name())).toList();
    }
}
