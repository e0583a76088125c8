package net.buildserver.domain.plan;

import java.util.List;
import java.util.Map;

/**
 * One task of a build, run by one agent.
 *
 * @param name name of the task, unique in its build
 * @param kind what sort of task it is; agents and server read it as a word and decide nothing by it
 * @param stages its stages in their order
 * @param dependsOn names of the tasks that must succeed first
 * @param growth kinds of tasks that it may add to the build when it succeeds, with the stages of each; empty for none
 */
public record TaskPlan(
        String name, String kind, List<StagePlan> stages, List<String> dependsOn, Map<String, List<StagePlan>> growth) {
    /** The kind of tasks that build everything. */
    public static final String BUILD = "build";

    public TaskPlan {
        stages = List.copyOf(stages);
        dependsOn = List.copyOf(dependsOn);
        growth = Map.copyOf(growth);
    }

    /** A task that builds everything and adds none. */
    public TaskPlan(String name, List<StagePlan> stages, List<String> dependsOn) {
        this(name, BUILD, stages, dependsOn, Map.of());
    }
}
