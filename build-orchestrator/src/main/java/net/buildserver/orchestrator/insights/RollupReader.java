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

    /** The grain stands in the text, as the index of days serves no statement that may ask for hours. */
    private static final String OF_TIME = " grain = '%s' and start >= :from and start < :to"
            + " and (:strategy::text is null or strategy = :strategy) and (:pool::text is null or pool = :pool)";

    private final JdbcClient jdbc;

    RollupReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A project by one strategy. */
    record Ranked(String project, String strategy) {}

    /** Returns the rows of a project, or of all together. */
    List<BuildRollup> builds(Period period, InsightFilter filter, String project) {
        return Rows.list(ofTime("select * from build_rollups where project = :project and" + OF_TIME, period, filter)
                .param("project", project)
                .query(Rows.of(BuildRollup.class)));
    }

    /** Returns the rows of projects, each by the strategy that it stands there with. */
    List<BuildRollup> builds(Period period, InsightFilter filter, Collection<Ranked> projects) {
        return Rows.list(ofTime("""
                                select r.* from unnest(:projects::text[], :strategies::text[]) wanted (project, strategy)
                                join build_rollups r using (project, strategy) where
                                """ + OF_TIME, period, filter)
                .param("projects", projects.stream().map(Ranked::project).toArray(String[]::new))
                .param("strategies", projects.stream().map(Ranked::strategy).toArray(String[]::new))
                .query(Rows.of(BuildRollup.class)));
    }

    List<Ranked> ranked(Period period, InsightFilter filter, ProjectOrder order, int limit) {
        return Rows.list(
                ofTime("""
                                select project, strategy from build_rollups
                                where project <> '' and (:project::text is null or project = :project) and
                                """ + OF_TIME + " group by 1, 2 order by " + order.sql() + ", 1, 2 limit :limit", period, filter)
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

    private JdbcClient.StatementSpec ofTime(String sql, Period period, InsightFilter filter) {
        return jdbc.sql(sql.formatted(period.grain()))
                .param("from", time(period.from()))
                .param("to", time(period.to()))
                .param("strategy", filter.strategy())
                .param("pool", filter.pool());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
