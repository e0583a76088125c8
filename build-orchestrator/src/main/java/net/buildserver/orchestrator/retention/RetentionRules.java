package net.buildserver.orchestrator.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Projects' own rules; the only writer of their table. */
public class RetentionRules {
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final RetentionPlans plans;
    private final TransactionOperations transactions;

    RetentionRules(JdbcClient jdbc, RetentionPlans plans, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.transactions = transactions;
    }

    /** Returns all rules, by project. */
    public List<RetentionRule> list() {
        return Rows.list(
                jdbc.sql("select * from retention_rules order by project_name").query(RetentionRules::rule));
    }

    /** Sets the rule of a project in place of the one that it had; the next run follows it. */
    public void set(RetentionRule rule, String by) {
        jdbc.sql("""
                        insert into retention_rules (project_name, keep_builds, keep_artifacts, keep_logs, keep_tests, max_builds,
                          max_bytes, keep_latest_green, changed_by)
                        values (:project, :builds, :artifacts, :logs, :tests, :maxBuilds, :maxBytes, :green, :by)
                        on conflict (project_name) do update
                        set keep_builds = excluded.keep_builds, keep_artifacts = excluded.keep_artifacts,
                            keep_logs = excluded.keep_logs, keep_tests = excluded.keep_tests,
                            max_builds = excluded.max_builds, max_bytes = excluded.max_bytes,
                            keep_latest_green = excluded.keep_latest_green, changed_by = excluded.changed_by,
                            changed_at = now()
                        """)
                .param("project", rule.project())
                .param("builds", seconds(rule.keepBuilds()), Types.BIGINT)
                .param("artifacts", seconds(rule.keepArtifacts()), Types.BIGINT)
                .param("logs", seconds(rule.keepLogs()), Types.BIGINT)
                .param("tests", seconds(rule.keepTests()), Types.BIGINT)
                .param("maxBuilds", rule.maxBuilds(), Types.INTEGER)
                .param("maxBytes", rule.maxBytes(), Types.BIGINT)
                .param("green", rule.keepLatestGreen(), Types.BOOLEAN)
                .param("by", by)
                .update();
    }

    /** Returns what the next run would delete of the rule's project if the rule were set; it is not. */
    public RetentionReport tryOut(RetentionRule rule) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            transaction.setRollbackOnly();
            set(rule, "");
            return plans.plan(MOST, rule.project());
        }));
    }

    /** Takes the rule of a project away; returns whether there was one. */
    public boolean remove(String project) {
        return jdbc.sql("delete from retention_rules where project_name = :project")
                        .param("project", project)
                        .update()
                == 1;
    }

    private static RetentionRule rule(ResultSet row, int number) throws SQLException {
        return new RetentionRule(
                row.getString("project_name"),
                duration(row, "keep_builds"),
                duration(row, "keep_artifacts"),
                duration(row, "keep_logs"),
                duration(row, "keep_tests"),
                row.getObject("max_builds", Integer.class),
                row.getObject("max_bytes", Long.class),
                row.getObject("keep_latest_green", Boolean.class));
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        long seconds = row.getLong(column);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }
}
