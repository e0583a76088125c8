package net.buildserver.agent.loop;

import net.buildserver.agent.failure.AgentException;
import net.buildserver.domain.build.FailureKind;

/** The agent cannot go on and ends with an exit code of its own. */
public final class FatalException extends AgentException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    FatalException(ExitCode exitCode, String message) {
        super(FailureKind.Infrastructure, message);
        this.exitCode = exitCode;
    }

    /** Returns the exit code. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
