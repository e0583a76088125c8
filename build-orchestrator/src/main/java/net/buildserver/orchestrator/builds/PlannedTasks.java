package net.buildserver.orchestrator.builds;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.plan.BuildPlan;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.plan.TaskPlan;
import net.buildserver.domain.task.TaskState;
import org.jspecify.annotations.Nullable;
import org.springframework.util.IdGenerator;

/** The tasks of a request's plan as the rows that they become, handed to the database as one JSON array. */
final class PlannedTasks {
    private final Strategies strategies;
    private final IdGenerator ids;

    PlannedTasks(Strategies strategies, IdGenerator ids) {
        this.strategies = strategies;
        this.ids = ids;
    }

    /** Returns the rows. */
    Plan of(BuildRequest request) {
        BuildPlan plan = strategies.plan(request);
        return new Plan(plan.tasks().stream().map(this::row).toList(), plan.publishesAtEnd());
    }

    private Row row(TaskPlan task) {
        TaskState state = task.dependsOn().isEmpty() ? TaskState.Ready : TaskState.Blocked;
        return new Row(
                ids.generateId(),
                task.name(),
                task.kind(),
                state,
                task.stages(),
                task.dependsOn(),
                task.growth().isEmpty() ? null : task.growth());
    }

    /**
     * What the rows of a build say of its plan.
     *
     * @param tasks its tasks
     * @param publishesAtEnd whether its artifacts are seen only once it has succeeded
     */
    record Plan(List<Row> tasks, boolean publishesAtEnd) {}

    record Row(
            UUID id,
            String name,
            String kind,
            TaskState state,
            List<StagePlan> stages,
            List<String> dependsOn,
            @Nullable Map<String, List<StagePlan>> growth) {}
}
