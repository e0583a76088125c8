package net.buildserver.orchestrator.scheduling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node schedules: it does while a connection of its own holds PostgreSQL's advisory lock. When the node dies, the
 * database sees the connection end and frees the lock; when it only stands still, the database ends the connection after a few
 * seconds of silence. Nothing depends on there being only one leader, since every claim is a
 * compare-and-set; two would only get in each other's way.
 */
class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final long LOCK = 0x6275696C64L;
    private static final int CHECK_SECONDS = 2;

    /** A node that leads checks its connection every 2 s; one that is silent for so long stands still. */
    private static final String END_WHEN_SILENT = "set idle_session_timeout = '8s'";

    private final DataSource database;
    private @Nullable Connection held;

    Leadership(DataSource database) {
        this.database = database;
    }

    /** Takes or keeps the lead; returns whether this node has it now. */
    synchronized boolean claim() throws SQLException {
        Connection connection = held;
        if (connection != null) {
            if (connection.isValid(CHECK_SECONDS)) {
                return true;
            }
            LOG.warn("The connection that holds the scheduler's lock broke; another node may take over.");
            held = null;
            connection.close();
        }
        return take();
    }

    private boolean take() throws SQLException {
        Connection connection = database.getConnection();
        boolean locked = false;
        try {
            locked = call(connection, "select pg_try_advisory_lock(?)");
            if (locked) {
                execute(connection, END_WHEN_SILENT);
                held = connection;
                LOG.info("This node schedules now.");
            }
            return locked;
        } finally {
            if (!locked) {
                connection.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        Connection connection = held;
        held = null;
        if (connection != null) {
            try (connection) {
                execute(connection, "reset idle_session_timeout");
                boolean unlocked = call(connection, "select pg_advisory_unlock(?)");
                LOG.info("This node no longer schedules; lock given back: {}.", unlocked);
            } catch (SQLException broken) {
                LOG.debug("The scheduler's lock went with its connection.", broken);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean call(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
