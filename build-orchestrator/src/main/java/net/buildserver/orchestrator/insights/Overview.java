package net.buildserver.orchestrator.insights;

import java.util.List;
import java.util.Map;

/**
 * How the builds of a time fared.
 *
 * @param steps steps in which builds ended, oldest first
 * @param totals all of them together
 * @param cache what the cache did for them
 * @param failures how many failed, by kind of failure
 */
public record Overview(List<TimeStep> steps, BuildFigures totals, CacheFigures cache, Map<String, Long> failures) {}
