package net.buildserver.orchestrator.testing;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of its own for one test class.
 *
 * @param jdbcUrl where it is
 * @param username who may connect
 * @param password with which password
 * @param dataSource a small connection pool on it, closed with the JVM
 */
public record TestDatabase(String jdbcUrl, String username, String password, DataSource dataSource) {
    /** Returns a client for plain SQL. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
