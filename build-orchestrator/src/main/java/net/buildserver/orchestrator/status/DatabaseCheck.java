package net.buildserver.orchestrator.status;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether PostgreSQL answers. */
final class DatabaseCheck implements PartCheck {
    private final JdbcClient jdbc;

    DatabaseCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "database";
    }

    @Override
    public String effect() {
        return "Requests are answered 503; agents go on building and keep logs and results until it is back.";
    }

    @Override
    public void check() {
        jdbc.sql("select 1").query(Integer.class).single();
    }
}
