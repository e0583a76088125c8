package net.buildserver.domain.protocol;

import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/attempts/{attemptId}/finish}: the result of the attempt. Sent until it is acknowledged; the second one
 * changes nothing.
 *
 * @param outcome how the attempt ended
 * @param failureKind why it did not succeed, or null if it did
 * @param errorMessage one line that a person can act on, or null if it succeeded
 * @param lastSequence number of the last report, 0 if there was none
 * @param logBytes length of the whole log in bytes
 * @param logSha256 SHA-256 of the whole log in lower-case hexadecimal digits, or null if the agent cannot tell
 * @param output what tasks that depend on this one are given of it, JSON that only agents understand; empty for nothing
 * @param tasks tasks that are added to the build, if this one may add any and succeeded
 */
public record FinishReport(
        AttemptOutcome outcome,
        @Nullable FailureKind failureKind,
        @Nullable String errorMessage,
        long lastSequence,
        long logBytes,
        @Nullable String logSha256,
        Map<String, Object> output,
        List<AddedTask> tasks) {
    /** A result that adds no tasks. */
    public FinishReport(
            AttemptOutcome outcome,
            @Nullable FailureKind failureKind,
            @Nullable String errorMessage,
            long lastSequence,
            long logBytes,
            @Nullable String logSha256) {
        this(outcome, failureKind, errorMessage, lastSequence, logBytes, logSha256, Map.of(), List.of());
    }

    public FinishReport {
        Wire.required(outcome, "outcome");
        output = Wire.map(output);
        tasks = Wire.list(tasks);
    }
}
