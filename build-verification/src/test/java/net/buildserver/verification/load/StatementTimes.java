package net.buildserver.verification.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL itself says its time went to, by statement; counting costs a few percent, so a run must ask for it. */
final class StatementTimes {
    private static final int MOST = 15;
    private static final int WIDTH = 110;

    private final JdbcClient jdbc;

    private StatementTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the settings that PostgreSQL must start with for this. */
    static Map<String, String> settings() {
        return Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.track_planning", "on");
    }

    /** Begins to count. */
    static StatementTimes begin(JdbcClient jdbc) {
        jdbc.sql("create extension if not exists pg_stat_statements").update();
        jdbc.sql("select pg_stat_statements_reset()").query().singleRow();
        return new StatementTimes(jdbc);
    }

    private record Row(double calls, double plan, double run, double most, String sql) {}

    /** Prints the statements that took the most time, per build. */
    void report(long builds) {
        List<Row> rows = jdbc.sql("""
                        select calls, total_plan_time as plan, total_exec_time as run, max_exec_time as most,
                          regexp_replace(query, '\\s+', ' ', 'g') as sql
                        from pg_stat_statements order by total_plan_time + total_exec_time desc limit :most""").param("most", MOST).query(Row.class).list();
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%7.3f calls/build, plan %.3f + run %.3f ms/build, max %.1f ms: %s%n",
                    row.calls() / builds,
                    row.plan() / builds,
                    row.run() / builds,
                    row.most(),
                    row.sql().substring(0, Math.min(WIDTH, row.sql().length())));
        }
    }
}
