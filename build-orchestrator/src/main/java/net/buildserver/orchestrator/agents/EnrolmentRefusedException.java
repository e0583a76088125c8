package net.buildserver.orchestrator.agents;

import net.buildserver.orchestrator.OrchestratorException;

/** The enrolment token is unknown, used up, expired, revoked or for another pool (401). */
public final class EnrolmentRefusedException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Creates the refusal. */
    public EnrolmentRefusedException() {
        super(
                "The enrolment token is unknown, used up, expired, revoked or for another pool; ask an administrator for a new one.");
    }
}
