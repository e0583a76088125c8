package net.buildserver.orchestrator.results;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.orchestrator.cache.ProjectUses;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the rows of a report, each kind in one batch. */
class ReportRows {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final JdbcTemplate jdbc;
    private final ProjectUses projects;

    ReportRows(JdbcTemplate jdbc, ProjectUses projects) {
        this.jdbc = jdbc;
        this.projects = projects;
    }

    /**
     * Moves stages along.
     *
     * @throws net.buildserver.orchestrator.lease.InvalidReportException if a stage may not move so
     */
    void moveStages(UUID attemptId, List<StageReport> reports) {
        List<StageProgress.Stage> present = jdbc.query(
                "select name, status from stages where attempt_id = ? order by ordinal",
                (row, number) -> new StageProgress.Stage(
                        row.getString("name"), BuildStageStatus.valueOf(row.getString("status"))),
                attemptId);
        StageProgress progress = new StageProgress(present);
        reports.forEach(progress::apply);
        jdbc.batchUpdate("""
                update stages
                set status = ?, start_time = coalesce(?, start_time), end_time = ?, message = coalesce(?, message),
                    warnings_count = coalesce(?, warnings_count), errors_count = coalesce(?, errors_count)
                where attempt_id = ? and name = ?
                """, reports, reports.size(), (statement, stage) -> {
            statement.setString(1, stage.status().name());
            time(statement, 2, stage.startTime());
            time(statement, 3, stage.endTime());
            statement.setString(4, stage.message());
            statement.setObject(5, stage.warningsCount(), Types.INTEGER);
            statement.setObject(6, stage.errorsCount(), Types.INTEGER);
            statement.setObject(7, attemptId);
            statement.setString(8, stage.name());
        });
    }

    void addDiagnostics(UUID attemptId, AttemptReport report) {
        if (report.diagnostics().isEmpty()) {
            return;
        }
        Numbering ordinal = new Numbering();
        jdbc.batchUpdate(
                """
                insert into diagnostics (attempt_id, sequence, ordinal, severity, code, message, file, line, "column",
                    project, target_framework)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                report.diagnostics(),
                report.diagnostics().size(),
                (PreparedStatement statement, Diagnostic diagnostic) -> {
                    statement.setObject(1, attemptId);
                    statement.setLong(2, report.sequence());
                    statement.setInt(3, ordinal.next());
                    statement.setString(4, diagnostic.severity().name());
                    statement.setString(5, diagnostic.code());
                    statement.setString(6, diagnostic.message());
                    statement.setString(7, diagnostic.file());
                    statement.setObject(8, diagnostic.line(), Types.INTEGER);
                    statement.setObject(9, diagnostic.column(), Types.INTEGER);
                    statement.setString(10, diagnostic.project());
                    statement.setString(11, diagnostic.targetFramework());
                });
    }

    void addTests(UUID attemptId, AttemptReport report) {
        if (report.tests().isEmpty()) {
            return;
        }
        Numbering ordinal = new Numbering();
        jdbc.batchUpdate(
                """
                insert into test_results (attempt_id, sequence, ordinal, project, target_framework, class_name, name,
                    outcome, duration_ms, error_message, stack_trace, output, flaky, cached_from)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, report.tests(), report.tests().size(), (PreparedStatement statement, TestCaseResult test) -> {
                    statement.setObject(1, attemptId);
                    statement.setLong(2, report.sequence());
                    statement.setInt(3, ordinal.next());
                    statement.setString(4, test.project());
                    statement.setString(5, test.targetFramework());
                    statement.setString(6, test.className());
                    statement.setString(7, test.name());
                    statement.setString(8, test.outcome().name());
                    statement.setDouble(9, test.duration().toNanos() / NANOS_PER_MILLI);
                    statement.setString(10, test.errorMessage());
                    statement.setString(11, test.stackTrace());
                    statement.setString(12, test.output());
                    statement.setBoolean(13, Boolean.TRUE.equals(test.flaky()));
                    statement.setObject(14, test.cachedFrom(), Types.OTHER);
                });
    }

    void addProjects(UUID attemptId, AttemptReport report) {
        projects.atWork(attemptId, report.projects());
        CacheUse cache = report.cache();
        if (cache != null) {
            projects.settled(attemptId, cache.projects());
        }
    }

    private static void time(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        statement.setObject(
                index,
                time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static final class Numbering {
        private int last = -1;

        int next() {
            return ++last;
        }
    }
}
