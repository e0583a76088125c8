package net.buildserver.orchestrator.insights;

import java.time.Instant;

/**
 * What happened in a step of time, by when builds ended.
 *
 * @param start when the step begins
 * @param figures how builds fared
 * @param cache what the cache did for them
 */
public record TimeStep(Instant start, BuildFigures figures, CacheFigures cache) {}
