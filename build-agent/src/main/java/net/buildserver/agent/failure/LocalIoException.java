package net.buildserver.agent.failure;

import java.io.IOException;
import net.buildserver.domain.build.FailureKind;

/** The agent's own disk or a process start failed. */
public final class LocalIoException extends AgentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; {@code what} says what was tried. */
    public LocalIoException(String what, IOException cause) {
        super(FailureKind.Infrastructure, what + ": " + describe(cause), cause);
    }

    private static String describe(IOException cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
