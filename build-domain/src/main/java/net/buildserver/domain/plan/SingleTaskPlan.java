package net.buildserver.domain.plan;

import java.util.List;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.stage.StageNames;

/** The plan of strategies in which one agent runs the specification's six stages. */
final class SingleTaskPlan {
    private SingleTaskPlan() {}

    static BuildPlan of(BuildRequest request) {
        BuildJobDescriptor job = request.job();
        boolean packages = job.createPackages() || job.publishArtifacts();
        List<StagePlan> stages = List.of(
                new StagePlan(StageNames.CLONE, false),
                new StagePlan(StageNames.RESTORE, false),
                new StagePlan(StageNames.BUILD, false),
                new StagePlan(StageNames.TEST, !job.runTests()),
                new StagePlan(StageNames.PACKAGE, !packages),
                new StagePlan(StageNames.UPLOAD, !packages));
        return new BuildPlan(List.of(new TaskPlan("build", stages, List.of())));
    }
}
