package net.buildserver.domain.plan;

import java.util.List;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.stage.StageNames;

/** The plan of strategies in which one agent runs the specification's six stages. */
final class SingleTaskPlan {
    /** Build property with patterns of further artifacts; MSBuild does not tell names of properties apart by case. */
    private static final String ARTIFACTS = "BuildServerArtifacts";

    private SingleTaskPlan() {}

    static BuildPlan of(BuildRequest request) {
        return new BuildPlan(List.of(new TaskPlan("build", stages(request.job()), List.of())));
    }

    /** Returns the stages of one agent that does everything. */
    static List<StagePlan> stages(BuildJobDescriptor job) {
        boolean packages = job.createPackages() || job.publishArtifacts();
        return List.of(
                new StagePlan(StageNames.CLONE, false),
                new StagePlan(StageNames.RESTORE, false),
                new StagePlan(StageNames.BUILD, false),
                new StagePlan(StageNames.TEST, !job.runTests()),
                new StagePlan(StageNames.PACKAGE, !packages),
                new StagePlan(StageNames.UPLOAD, !packages && !namesArtifacts(job)));
    }

    private static boolean namesArtifacts(BuildJobDescriptor job) {
        return job.buildProperties().keySet().stream().anyMatch(ARTIFACTS::equalsIgnoreCase);
    }
}
