package net.buildserver.orchestrator.insights;

import java.time.ZoneOffset;
import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the builds that ran longest. As single builds stand in no roll-up, they are read from the builds that are still kept: of
 * each day the slowest, by index, or all builds of one project.
 */
class SlowestBuilds {
    private static final String COLUMNS = """
            b.id as execution_id, b.project_name as project, b.strategy, b.target_pool as pool, b.git_ref, b.commit_sha, b.status,
            extract(epoch from b.ended_at - b.started_at)::float8 as seconds, b.requested_by, b.ended_at
            from builds b where b.started_at is not null and b.ended_at is not null and b.ended_at >= :from and b.ended_at < :to
            """;
    private static final String SLOWEST_FIRST = " order by b.ended_at - b.started_at desc limit :limit";
    private static final String OF_EACH_DAY =
            "select slow.* from generate_series(:firstDay::date, :lastDay::date, interval '1 day') days (day)"
                    + " cross join lateral (select " + COLUMNS
                    + " and (b.ended_at at time zone 'UTC')::date = days.day::date %s" + SLOWEST_FIRST
                    + ") slow order by seconds desc, execution_id limit :limit";
    private static final String OF_A_PROJECT =
            "select " + COLUMNS + " and b.project_name = :project %s" + SLOWEST_FIRST;

    private final JdbcClient jdbc;

    SlowestBuilds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SlowBuild> of(Period period, InsightFilter filter, int limit) {
        // Conditions that are not asked for are left out: the index would not serve one that may or may not hold.
        String more = (filter.strategy() == null ? "" : " and b.strategy = :strategy")
                + (filter.pool() == null ? "" : " and b.target_pool = :pool");
        return Rows.list(jdbc.sql((filter.project() == null ? OF_EACH_DAY : OF_A_PROJECT).formatted(more))
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("firstDay", period.from().atOffset(ZoneOffset.UTC).toLocalDate())
                .param("lastDay", period.to().atOffset(ZoneOffset.UTC).toLocalDate())
                .param("project", filter.project())
                .param("strategy", filter.strategy())
                .param("pool", filter.pool())
                .param("limit", limit)
                .query(Rows.of(SlowBuild.class)));
    }
}
