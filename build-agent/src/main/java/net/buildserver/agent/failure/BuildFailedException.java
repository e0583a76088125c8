package net.buildserver.agent.failure;

import net.buildserver.domain.build.FailureKind;

/** A stage found that the build cannot succeed. The message is one line and does not name the stage. */
public final class BuildFailedException extends AgentException {
    private static final long serialVersionUID = 1L;

    private BuildFailedException(FailureKind kind, String message) {
        super(kind, message);
    }

    /** The project's own fault. */
    public static BuildFailedException userCode(String message) {
        return new BuildFailedException(FailureKind.UserCode, message);
    }

    /** What the request names does not exist or does not fit. */
    public static BuildFailedException configuration(String message) {
        return new BuildFailedException(FailureKind.Configuration, message);
    }

    /** Our side failed. */
    public static BuildFailedException infrastructure(String message) {
        return new BuildFailedException(FailureKind.Infrastructure, message);
    }
}
