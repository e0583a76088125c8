package net.buildserver.orchestrator.insights;

/**
 * The builds of a project by one strategy.
 *
 * @param project the project
 * @param strategy the strategy
 * @param figures how they fared
 */
public record ProjectSummary(String project, String strategy, BuildFigures figures) {}
