package net.buildserver.orchestrator.builds;

import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the projects that were ever built. */
public class ProjectDirectory {
    // From name to name through the index, so that the number of builds does not matter.
    private static final String SELECT = """
            with recursive names as (
              (select project_name from builds where project_name > :after order by project_name limit 1)
              union all
              select (select b.project_name from builds b where b.project_name > n.project_name order by 1 limit 1)
              from names n where n.project_name is not null)
            select n.project_name as name, b.id as latest_build, b.status, b.git_ref, b.repository_url, b.created_at,
              (select max(g.ended_at) from builds g
                where g.project_name = n.project_name and g.status = 'Succeeded') as latest_green
            from names n cross join lateral (
              select * from builds l where l.project_name = n.project_name order by l.created_at desc, l.id desc limit 1) b
            where :text::text is null or position(lower(:text) in lower(n.project_name)) > 0
            limit :limit""";

    private final JdbcClient jdbc;

    ProjectDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns projects by name.
     *
     * @param text part of the names that are wanted, or null for all
     * @param after name after which to begin, empty for the first
     * @param limit most projects to return
     */
    public List<ProjectSummary> list(@Nullable String text, String after, int limit) {
        return Rows.list(jdbc.sql(SELECT)
                .param("text", text)
                .param("after", after)
                .param("limit", limit)
                .query(Rows.of(ProjectSummary.class)));
    }
}
