package net.buildserver.orchestrator.status;

/** Looks whether something that the server needs is there. Each bean of this type becomes a part of {@link SystemStatus}. */
public interface PartCheck {
    /** Returns the part's name, one lower-case word. */
    String part();

    /** Returns in one sentence what goes on and what waits while it is away. */
    String effect();

    /**
     * Looks; returns within seconds.
     *
     * @throws org.springframework.dao.DataAccessException if the part is away
     * @throws net.buildserver.orchestrator.OrchestratorException if the part is away or not as it must be
     */
    void check();
}
