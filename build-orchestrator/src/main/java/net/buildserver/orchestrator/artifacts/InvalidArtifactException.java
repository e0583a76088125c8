package net.buildserver.orchestrator.artifacts;

import java.util.List;
import net.buildserver.domain.build.Violation;
import net.buildserver.orchestrator.OrchestratorException;

/** Declared artifacts are not acceptable (422). */
public final class InvalidArtifactException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** Lists what is wrong. */
    public InvalidArtifactException(List<Violation> violations) {
        super("The declared artifacts are not acceptable.");
        this.violations = List.copyOf(violations);
    }

    /** Returns what is wrong. */
    public List<Violation> violations() {
        return violations;
    }
}
