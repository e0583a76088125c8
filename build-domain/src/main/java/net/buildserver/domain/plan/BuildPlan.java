package net.buildserver.domain.plan;

import java.util.List;

/**
 * The tasks that a build consists of.
 *
 * @param tasks tasks, each after the ones that it depends on
 * @param publishesAtEnd whether artifacts are seen only once the whole build has succeeded
 */
public record BuildPlan(List<TaskPlan> tasks, boolean publishesAtEnd) {
    public BuildPlan {
        tasks = List.copyOf(tasks);
    }

    /** A plan whose artifacts are seen as soon as they are there. */
    public BuildPlan(List<TaskPlan> tasks) {
        this(tasks, false);
    }
}
