package net.buildserver.agent.attempt;

import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.task.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param outcome as the server is told
 * @param kind why it did not succeed, or null
 * @param message one line that a person can act on, or null
 * @param output what tasks that depend on this one are given
 * @param tasks tasks that are added to the build
 */
record Outcome(
        AttemptOutcome outcome,
        @Nullable FailureKind kind,
        @Nullable String message,
        Map<String, Object> output,
        List<AddedTask> tasks) {
    static final Outcome SUCCEEDED = new Outcome(AttemptOutcome.Succeeded, null, null);

    /** An end that tells other tasks nothing. */
    Outcome(AttemptOutcome outcome, @Nullable FailureKind kind, @Nullable String message) {
        this(outcome, kind, message, Map.of(), List.of());
    }

    /** Returns the same end with what it means for other tasks, if it is a success. */
    Outcome with(Map<String, Object> given, List<AddedTask> added) {
        return isSuccess() ? new Outcome(outcome, kind, message, given, added) : this;
    }

    static Outcome failed(FailureKind kind, String message) {
        return new Outcome(AttemptOutcome.Failed, kind, message);
    }

    boolean isSuccess() {
        return outcome == AttemptOutcome.Succeeded;
    }

    /** Returns the message, or an empty text. */
    String text() {
        return message == null ? "" : message;
    }
}
