package net.buildserver.agent.failure;

import net.buildserver.domain.build.FailureKind;

/** The repository wants something that this agent lacks, so that the task is handed back for another agent. */
public final class RequirementException extends AgentException {
    private static final long serialVersionUID = 1L;

    private final String requiredSdk;

    /** Creates the exception for the SDK version {@code requiredSdk}. */
    public RequirementException(String requiredSdk, String message) {
        super(FailureKind.Configuration, message);
        this.requiredSdk = requiredSdk;
    }

    /** Returns the SDK version that the repository's {@code global.json} wants. */
    public String requiredSdk() {
        return requiredSdk;
    }
}
