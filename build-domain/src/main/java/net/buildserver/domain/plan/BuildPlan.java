package net.buildserver.domain.plan;

import java.util.List;

/**
 * The tasks that a build consists of.
 *
 * @param tasks tasks, each after the ones that it depends on
 */
public record BuildPlan(List<TaskPlan> tasks) {
    public BuildPlan {
        tasks = List.copyOf(tasks);
    }
}
