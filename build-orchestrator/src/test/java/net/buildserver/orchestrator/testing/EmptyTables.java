package net.buildserver.orchestrator.testing;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties tables that a running server reads meanwhile. */
public final class EmptyTables {
    private static final int TRIES = 5;

    private EmptyTables() {}

    /**
     * Empties tables.
     *
     * @param tables as they stand in {@code truncate}
     */
    public static void truncate(JdbcClient jdbc, String tables) {
        for (int left = TRIES; ; left--) {
            try {
                jdbc.sql("truncate " + tables).update();
                return;
            } catch (PessimisticLockingFailureException deadlock) {
                // The server's queries lock the same tables one after the other, and PostgreSQL ended this statement.
                if (left == 1) {
                    throw deadlock;
                }
            }
        }
    }
}
