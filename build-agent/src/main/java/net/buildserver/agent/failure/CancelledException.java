package net.buildserver.agent.failure;

import net.buildserver.domain.build.FailureKind;

/** The attempt was cancelled while something was going on; the attempt's cancellation knows why. */
public final class CancelledException extends AgentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public CancelledException() {
        super(FailureKind.Cancelled, "cancelled");
    }
}
