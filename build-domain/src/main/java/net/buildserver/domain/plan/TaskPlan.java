package net.buildserver.domain.plan;

import java.util.List;

/**
 * One task of a build, run by one agent.
 *
 * @param name name of the task, unique in its build
 * @param stages its stages in their order
 * @param dependsOn names of the tasks that must succeed first
 */
public record TaskPlan(String name, List<StagePlan> stages, List<String> dependsOn) {
    public TaskPlan {
        stages = List.copyOf(stages);
        dependsOn = List.copyOf(dependsOn);
    }
}
