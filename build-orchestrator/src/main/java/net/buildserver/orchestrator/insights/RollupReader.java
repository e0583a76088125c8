package net.buildserver.orchestrator.insights;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what was counted. */
class RollupReader {
    /** Project of the rows that count all projects together. */
    static final String ALL_PROJECTS = "";

    private static final String FILTERED =
            "(:strategy::text is null or strategy = :strategy) and (:pool::text is null or pool = :pool)";

    /** Of a period: its whole days, and hours where it begins or ends within a day. */
    private static final String CELLS = """
            (select %1$s from build_rollups where grain = 'day' and start >= :firstDay and start < :endOfDays and %2$s
             union all select %1$s from build_rollups where grain = 'hour' and start >= :from and start < :firstDay and %2$s
             union all select %1$s from build_rollups where grain = 'hour' and start >= :endOfDays and start < :to and %2$s) cells
            """;

    private final JdbcClient jdbc;

    RollupReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A project by one strategy. */
    record Ranked(String project, String strategy) {}

    /** Returns the rows of a project, or of all together, by the steps of the period. */
    List<BuildRollup> steps(Period period, InsightFilter filter, String project) {
        return Rows.list(of("""
                                select * from build_rollups
                                where project = :project and grain = :grain and start >= :from and start < :to and
                                """ + FILTERED, period, filter)
                .param("project", project)
                .param("grain", period.grain())
                .query(Rows.of(BuildRollup.class)));
    }

    /** Returns one row for each of these, added up by the database but for the histograms, which stand side by side. */
    List<BuildRollup> totals(Period period, InsightFilter filter, Collection<Ranked> projects) {
        return Rows.list(of(
                        """
                                select project, strategy, min(start) as start, min(pool) as pool, sum(succeeded) as succeeded,
                                  sum(failed) as failed, sum(cancelled) as cancelled, sum(timed_out) as timed_out,
                                  jsonb_agg(runs) as runs, jsonb_agg(waits) as waits, jsonb_agg(failures) as failures,
                                  sum(cache_full) as cache_full, sum(cache_compile) as cache_compile,
                                  sum(cache_miss) as cache_miss, sum(cache_saved_seconds) as cache_saved_seconds
                                from unnest(:projects::text[], :strategies::text[]) wanted (project, strategy) join
                                """ + CELLS.formatted("*", FILTERED) + "using (project, strategy) group by 1, 2",
                        period,
                        filter)
                .param("projects", projects.stream().map(Ranked::project).toArray(String[]::new))
                .param("strategies", projects.stream().map(Ranked::strategy).toArray(String[]::new))
                .query(Rows.of(BuildRollup.class)));
    }

    List<Ranked> ranked(Period period, InsightFilter filter, ProjectOrder order, int limit) {
        // The primary key serves one project, the index by time all of them; a condition that may hold would be served
        // by neither.
        String cells = CELLS.formatted(
                "project, strategy, succeeded, failed, cancelled, timed_out, run_seconds",
                FILTERED + " and project " + (filter.project() == null ? "<> ''" : "= :project"));
        return Rows.list(of(
                        "select project, strategy from " + cells + " group by 1, 2 order by " + order.sql()
                                + ", 1, 2 limit :limit",
                        period,
                        filter)
                .param("project", filter.project())
                .param("limit", limit)
                .query(Rows.of(Ranked.class)));
    }

    List<AgentUse> agents(Period period, InsightFilter filter, int limit) {
        return Rows.list(jdbc.sql("""
                        select agent_id, min(pool) as pool, sum(attempts) as attempts, sum(lost) as lost, sum(busy_seconds) as busy_seconds,
                          sum(busy_seconds) / extract(epoch from :to::timestamptz - :from::timestamptz) as average_busy_slots
                        from agent_rollups where day >= :from and day < :to and (:pool::text is null or pool = :pool)
                        group by 1 order by 5 desc, 1 limit :limit""")
                .param("from", time(period.firstDay()))
                .param("to", time(period.to()))
                .param("pool", filter.pool())
                .param("limit", limit)
                .query(Rows.of(AgentUse.class)));
    }

    List<FailingTest> tests(Period period, InsightFilter filter, TestOrder order, int limit) {
        return Rows.list(jdbc.sql("""
                        with found as (
                          select project, min(class_name) as class_name, min(name) as name, sum(failures) as failures, sum(flaky) as flaky,
                            sum(changes) as changes, max(last_failure) as last_failure
                          from test_rollups where day >= :from and day < :to and (:project::text is null or project = :project)
                          group by project, test having sum(failures) + sum(flaky) > 0
                          order by %s, min(class_name), min(name) limit :limit),
                        tested as (
                          select project, sum(tested) as runs from build_rollups
                          where project in (select project from found) and grain = 'day' and start >= :from and start < :to group by 1)
                        select f.*, coalesce(t.runs, 0) as runs from found f left join tested t using (project)
                        order by %s, class_name, name""".formatted(order.sql(), order.sql().replace("sum(", "(")))
                .param("from", time(period.firstDay()))
                .param("to", time(period.to()))
                .param("project", filter.project())
                .param("limit", limit)
                .query(Rows.of(FailingTest.class)));
    }

    private JdbcClient.StatementSpec of(String sql, Period period, InsightFilter filter) {
        return jdbc.sql(sql)
                .param("from", time(period.from()))
                .param("firstDay", time(period.firstWholeDay()))
                .param("endOfDays", time(period.endOfWholeDays()))
                .param("to", time(period.to()))
                .param("strategy", filter.strategy())
                .param("pool", filter.pool());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
