package net.buildserver.orchestrator.scheduling;

import java.util.Map;
import java.util.stream.Collectors;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many tasks agents hold now, by project and by pool. */
class RunningTasks {
    private final JdbcClient jdbc;

    RunningTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Count(String name, int running) {}

    Map<String, Integer> byProject() {
        return counts("""
                select b.project_name as name, count(*) as running from tasks t join builds b on b.id = t.build_id
                where t.state in ('Offered', 'Running') group by b.project_name
                """);
    }

    Map<String, Integer> byPool() {
        return counts("""
                select pool as name, count(*) as running from tasks where state in ('Offered', 'Running') group by pool
                """);
    }

    private Map<String, Integer> counts(String sql) {
        return Rows.list(jdbc.sql(sql).query(Rows.of(Count.class))).stream()
                .collect(Collectors.toMap(Count::name, Count::running));
    }
}
