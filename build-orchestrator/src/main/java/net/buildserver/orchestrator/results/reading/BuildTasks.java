package net.buildserver.orchestrator.results.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.stage.BuildStageResult;
import net.buildserver.domain.task.TaskState;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tasks of builds, and their stages as those of tasks and of builds. Unknown builds have none. */
public class BuildTasks {
    private final JdbcClient jdbc;

    BuildTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the tasks, those that began first first, with the stages of their latest accepted attempts. */
    public List<TaskSummary> of(UUID buildId) {
        Map<String, List<BuildStageResult>> stages = stages(buildId);
        return Rows.list(jdbc.sql("""
                        select t.name, t.kind, t.state, t.depends_on, t.ready_at, t.ended_at, t.estimated_ms, t.failure_kind, t.message,
                          v.agent_id, v.accepted_at, v.ended_at as attempt_ended_at,
                          (select count(*) from attempts a where a.task_id = t.id and a.accepted_at is not null) as attempts
                        from tasks t left join visible_attempts v on v.build_id = t.build_id and v.task_id = t.id
                        where t.build_id = :build order by v.accepted_at nulls last, t.ready_at nulls last, t.ordinal, t.name""").param("build", buildId).query((row, number) -> summary(row, stages)));
    }

    /** Returns the stages of the build: those of its tasks, each name once. */
    public static List<BuildStageResult> stagesOf(List<TaskSummary> tasks) {
        return StageMerge.of(tasks.stream()
                .map(TaskSummary::stages)
                .filter(stages -> !stages.isEmpty())
                .toList());
    }

    private Map<String, List<BuildStageResult>> stages(UUID buildId) {
        Map<String, List<BuildStageResult>> byTask = new LinkedHashMap<>();
        Rows.list(jdbc.sql("""
                                select t.name as task, s.name, s.status, s.start_time, s.end_time, s.message, s.warnings_count,
                                  s.errors_count
                                from visible_attempts v join stages s on s.attempt_id = v.id join tasks t on t.id = v.task_id
                                where v.build_id = :build order by v.accepted_at, s.ordinal""").param("build", buildId).query(Rows.of(StageRow.class)))
                .forEach(row -> byTask.computeIfAbsent(row.task(), task -> new ArrayList<>())
                        .add(row.toResult()));
        return byTask;
    }

    private static TaskSummary summary(ResultSet row, Map<String, List<BuildStageResult>> stages) throws SQLException {
        TaskState state = TaskState.valueOf(row.getString("state"));
        String kind = row.getString("failure_kind");
        Instant attemptEnd = Rows.instant(row, "attempt_ended_at");
        Long estimate = row.getObject("estimated_ms", Long.class);
        return new TaskSummary(
                row.getString("name"),
                row.getString("kind"),
                state,
                List.of((String[]) row.getArray("depends_on").getArray()),
                row.getString("agent_id"),
                Rows.instant(row, "ready_at"),
                Rows.instant(row, "accepted_at"),
                attemptEnd == null ? Rows.instant(row, "ended_at") : attemptEnd,
                row.getInt("attempts"),
                estimate == null ? null : Duration.ofMillis(estimate),
                kind == null ? null : FailureKind.valueOf(kind),
                row.getString("message"),
                stages.getOrDefault(row.getString("name"), List.of()));
    }
}
