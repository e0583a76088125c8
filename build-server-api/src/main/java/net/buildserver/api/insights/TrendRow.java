package net.buildserver.api.insights;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import net.buildserver.orchestrator.insights.BuildFigures;
import net.buildserver.orchestrator.insights.TimeStep;

/**
 * Builds of a step of time.
 *
 * @param start when the step begins
 * @param figures how builds fared that ended in it
 */
record TrendRow(Instant start, @JsonUnwrapped BuildFigures figures) {
    static TrendRow of(TimeStep step) {
        return new TrendRow(step.start(), step.figures());
    }
}
