package net.buildserver.api.builds;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.builds.QueueEstimate;
import net.buildserver.orchestrator.builds.Submission;
import org.jspecify.annotations.Nullable;

/**
 * Answer to an accepted build.
 *
 * @param executionId the build
 * @param status its state
 * @param queuePosition place in the queue, 1 for the next one, or null if it does not wait
 * @param estimatedStartTime when it may start, or null without history
 * @param estimatedDuration how long it may run, or null without history
 * @param waitingFor why no enrolled agent could run it as it is, with the nearest match, or null if one could
 * @param links where to go from here
 */
record SubmissionView(
        UUID executionId,
        BuildStatus status,
        @Nullable Integer queuePosition,
        @Nullable Instant estimatedStartTime,
        @Nullable Duration estimatedDuration,
        @Nullable String waitingFor,
        BuildLinks links) {
    static SubmissionView of(Submission submission, @Nullable String waitingFor, @Nullable String traceUrlTemplate) {
        QueueEstimate queue = submission.queue();
        return new SubmissionView(
                submission.executionId(),
                submission.status(),
                queue.position(),
                queue.startTime() == null ? null : queue.startTime().truncatedTo(ChronoUnit.SECONDS),
                queue.duration(),
                waitingFor,
                BuildLinks.of(submission.executionId(), traceUrlTemplate));
    }
}
