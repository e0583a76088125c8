package net.buildserver.api.insights;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import net.buildserver.orchestrator.insights.CacheFigures;
import net.buildserver.orchestrator.insights.TimeStep;

/**
 * The cache in a step of time.
 *
 * @param start when the step begins
 * @param cache what it did for builds that ended in it
 */
record CacheRow(Instant start, @JsonUnwrapped CacheFigures cache) {
    static CacheRow of(TimeStep step) {
        return new CacheRow(step.start(), step.cache());
    }
}
