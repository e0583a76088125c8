package net.buildserver.agent.dotnet;

import net.buildserver.agent.failure.AgentException;
import net.buildserver.domain.build.FailureKind;

/** A report that a build wrote is not what it should be. */
public final class ReportFormatException extends AgentException {
    private static final long serialVersionUID = 1L;

    ReportFormatException(String message, Throwable cause) {
        super(FailureKind.UserCode, message, cause);
    }
}
