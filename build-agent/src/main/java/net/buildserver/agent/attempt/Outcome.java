package net.buildserver.agent.attempt;

import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param outcome as the server is told
 * @param kind why it did not succeed, or null
 * @param message one line that a person can act on, or null
 */
record Outcome(
        AttemptOutcome outcome,
        @Nullable FailureKind kind,
        @Nullable String message) {
    static final Outcome SUCCEEDED = new Outcome(AttemptOutcome.Succeeded, null, null);

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
