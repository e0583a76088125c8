package net.buildserver.orchestrator.builds;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.plan.BuildPlan;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.plan.TaskPlan;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.util.IdGenerator;

/** The tasks of a plan as the rows that they become, handed to the database as one JSON array. */
final class PlannedTasks {
    private final IdGenerator ids;

    PlannedTasks(IdGenerator ids) {
        this.ids = ids;
    }

    String rowsOf(BuildPlan plan) {
        return StoredJson.write(plan.tasks().stream().map(this::row).toList());
    }

    private Row row(TaskPlan task) {
        TaskState state = task.dependsOn().isEmpty() ? TaskState.Ready : TaskState.Blocked;
        return new Row(ids.generateId(), task.name(), state, task.stages(), task.dependsOn());
    }

    record Row(UUID id, String name, TaskState state, List<StagePlan> stages, List<String> dependsOn) {}
}
