package net.buildserver.orchestrator.traces;

import java.util.Locale;
import java.util.Set;
import net.buildserver.domain.build.FailureKind;
import org.jspecify.annotations.Nullable;

/** How something ended, in the words of OpenTelemetry's conventions: a failure is the user's, an error ours. */
enum RunResult {
    SUCCESS,
    FAILURE,
    ERROR,
    TIMEOUT,
    CANCELLATION,
    SKIP;

    private static final Set<FailureKind> OURS = Set.of(FailureKind.Infrastructure, FailureKind.AgentLost);

    /** Returns the word for a state of ours; what has none did not succeed. */
    static RunResult of(String state, @Nullable FailureKind kind) {
        return switch (state) {
            case "Succeeded" -> SUCCESS;
            case "Cancelled", "Cancelling" -> CANCELLATION;
            case "TimedOut" -> TIMEOUT;
            case "Skipped", "Blocked" -> SKIP;
            case "Lost" -> ERROR;
            default -> kind != null && OURS.contains(kind) ? ERROR : FAILURE;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a span that ended so went wrong; who cancels or switches off gets what was asked for. */
    boolean isWrong() {
        return this == FAILURE || this == ERROR || this == TIMEOUT;
    }
}
