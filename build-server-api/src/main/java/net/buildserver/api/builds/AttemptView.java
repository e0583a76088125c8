package net.buildserver.api.builds;

import java.time.Instant;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptState;
import net.buildserver.orchestrator.results.reading.AttemptSummary;
import org.jspecify.annotations.Nullable;

/** One try of a build's task. */
record AttemptView(
        String task,
        int number,
        AttemptState state,
        String agentId,
        String hostname,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable FailureKind failureKind,
        @Nullable String message) {
    static AttemptView of(AttemptSummary attempt) {
        return new AttemptView(
                attempt.task(),
                attempt.number(),
                attempt.state(),
                attempt.agentId(),
                attempt.hostname(),
                Times.milliseconds(attempt.startTime()),
                Times.milliseconds(attempt.endTime()),
                attempt.failureKind(),
                attempt.message());
    }
}
