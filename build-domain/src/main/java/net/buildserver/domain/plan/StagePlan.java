package net.buildserver.domain.plan;

/**
 * One stage of a task.
 *
 * @param name name of the stage, see {@link net.buildserver.domain.stage.StageNames}
 * @param skipped whether the request switched it off, so that it is reported as skipped and does not run
 */
public record StagePlan(String name, boolean skipped) {}
