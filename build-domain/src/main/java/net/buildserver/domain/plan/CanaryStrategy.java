package net.buildserver.domain.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.stage.StageNames;

/**
 * Builds and tests everything from scratch on one agent, verifies what came out, and then builds the same commit on every other
 * agent of the pool, where the same must come out. Tests always run. What the first agent uploads is seen when all have agreed.
 */
public final class CanaryStrategy implements BuildStrategy {
    /** Kind of the task that goes first. */
    public static final String CANARY = "canary";
    /** Kind of tasks that do the same on other agents. */
    public static final String CONFIRMATION = "confirmation";

    @Override
    public BuildStrategyType type() {
        return BuildStrategyType.Canary;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        List<StagePlan> canary = new ArrayList<>();
        for (StagePlan stage : SingleTaskPlan.stages(request.job())) {
            if (stage.name().equals(StageNames.UPLOAD)) {
                canary.add(new StagePlan(StageNames.VERIFY, false));
            }
            canary.add(stage.name().equals(StageNames.TEST) ? new StagePlan(StageNames.TEST, false) : stage);
        }
        List<StagePlan> confirmation = List.of(
                new StagePlan(StageNames.CLONE, false),
                new StagePlan(StageNames.RESTORE, false),
                new StagePlan(StageNames.BUILD, false),
                new StagePlan(StageNames.TEST, false),
                new StagePlan(StageNames.COMPARE, false));
        return new BuildPlan(
                List.of(new TaskPlan(CANARY, CANARY, canary, List.of(), Map.of(CONFIRMATION, confirmation))), true);
    }
}
