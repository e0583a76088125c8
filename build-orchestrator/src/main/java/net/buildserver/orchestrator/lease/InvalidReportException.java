package net.buildserver.orchestrator.lease;

import java.util.List;
import net.buildserver.domain.build.Violation;
import net.buildserver.orchestrator.OrchestratorException;

/** What an agent sent cannot be true or is not acceptable (422): a defect of the agent. */
public final class InvalidReportException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** Names one {@code field} and what is wrong with it. */
    public InvalidReportException(String field, String message) {
        super("The field '" + field + "' " + message);
        this.violations = List.of(new Violation(field, message));
    }

    /** Returns what is wrong. */
    public List<Violation> violations() {
        return violations;
    }
}
