package net.buildserver.api.insights;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import net.buildserver.orchestrator.insights.BuildFigures;
import net.buildserver.orchestrator.insights.ProjectSummary;

/**
 * The builds of a project by one strategy.
 *
 * @param project the project
 * @param strategy the strategy
 * @param figures how they fared
 */
record ProjectRow(
        String project, String strategy, @JsonUnwrapped BuildFigures figures) {
    static ProjectRow of(ProjectSummary project) {
        return new ProjectRow(project.project(), project.strategy(), project.figures());
    }
}
