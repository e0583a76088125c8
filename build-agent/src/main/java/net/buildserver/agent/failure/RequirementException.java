package net.buildserver.agent.failure;

import net.buildserver.domain.build.FailureKind;
import org.jspecify.annotations.Nullable;

/** The repository wants something that this agent lacks, so that the task is handed back for another agent. */
public final class RequirementException extends AgentException {
    private static final long serialVersionUID = 1L;

    private final String requiredSdk;
    private final String rollForward;
    private final @Nullable Boolean allowPrerelease;

    /** Creates the exception for the SDK version {@code requiredSdk} and the policy beside it. */
    public RequirementException(
            String requiredSdk, String rollForward, @Nullable Boolean allowPrerelease, String message) {
        super(FailureKind.Configuration, message);
        this.requiredSdk = requiredSdk;
        this.rollForward = rollForward;
        this.allowPrerelease = allowPrerelease;
    }

    /** Returns its {@code rollForward}, or null if it names none. */
    public @Nullable String rollForward() {
        return rollForward.isEmpty() ? null : rollForward;
    }

    /** Returns its {@code allowPrerelease}, or null if it does not say. */
    public @Nullable Boolean allowPrerelease() {
        return allowPrerelease;
    }

    /** Returns the SDK version that the repository's {@code global.json} wants. */
    public String requiredSdk() {
        return requiredSdk;
    }
}
