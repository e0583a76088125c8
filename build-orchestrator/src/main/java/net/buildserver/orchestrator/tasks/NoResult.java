package net.buildserver.orchestrator.tasks;

import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.sdk.SdkRequirement;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that brought no result of its task.
 *
 * @param kind whose fault it was
 * @param reason why, one line
 * @param counted whether it counts against the limit of failures of infrastructure
 * @param requiredSdk SDK that the agent lacked, or null
 */
public record NoResult(
        FailureKind kind,
        String reason,
        boolean counted,
        @Nullable SdkRequirement requiredSdk) {
    /** An attempt that the agent or the machine below it let fall. */
    public static NoResult failed(FailureKind kind, String reason) {
        return new NoResult(kind, reason, true, null);
    }

    /** An offer that led to nothing; no failure is counted. */
    public static NoResult returned(String reason, @Nullable SdkRequirement requiredSdk) {
        return new NoResult(FailureKind.Infrastructure, reason, false, requiredSdk);
    }
}
