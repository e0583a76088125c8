package net.buildserver.agent.workspace;

import net.buildserver.agent.failure.AgentException;
import net.buildserver.domain.build.FailureKind;

/** A git command failed. */
public final class GitFailedException extends AgentException {
    private static final long serialVersionUID = 1L;

    GitFailedException(FailureKind kind, String message) {
        super(kind, message);
    }
}
