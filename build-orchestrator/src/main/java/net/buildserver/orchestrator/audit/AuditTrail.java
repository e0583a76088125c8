package net.buildserver.orchestrator.audit;

import java.sql.Types;
import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps who did what; the only writer of its table, which takes no change of what is there. */
public class AuditTrail {
    private static final int LONGEST_TARGET = 500;

    private final JdbcClient jdbc;

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what {@code username} has just done; a long target is cut. */
    public void add(String username, String action, String target, String request) {
        jdbc.sql(
                        "insert into audit_entries (username, action, target, request) values (:username, :action, :target, :request)")
                .param("username", username)
                .param("action", action)
                .param("target", target.substring(0, Math.min(target.length(), LONGEST_TARGET)))
                .param("request", request)
                .update();
    }

    /** Returns entries, the newest first: those before number {@code before}, or the latest ones, of one user or of all. */
    public List<AuditEntry> list(@Nullable Long before, @Nullable String username, int limit) {
        return Rows.list(jdbc.sql("""
                                select * from audit_entries
                                where (cast(:before as bigint) is null or id < :before)
                                  and (cast(:username as text) is null or username = :username)
                                order by id desc limit :limit""")
                .param("before", before, Types.BIGINT)
                .param("username", username, Types.VARCHAR)
                .param("limit", limit)
                .query(Rows.of(AuditEntry.class)));
    }
}
