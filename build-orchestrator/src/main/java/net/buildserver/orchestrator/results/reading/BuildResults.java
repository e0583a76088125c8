package net.buildserver.orchestrator.results.reading;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import net.buildserver.domain.test.TestResults;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Results of builds, always those of each task's latest accepted attempt. Unknown builds have none. */
public class BuildResults {
    private final JdbcClient jdbc;

    BuildResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the attempts that agents accepted, oldest first, those that were lost among them. */
    public List<AttemptSummary> attempts(UUID buildId) {
        return Rows.list(jdbc.sql("""
                        select t.name as task, a.number, a.state, a.agent_id, g.hostname, g.target_type,
                          a.accepted_at as start_time, a.ended_at as end_time, a.failure_kind, a.message
                        from attempts a join tasks t on t.id = a.task_id join agents g on g.id = a.agent_id
                        where a.build_id = :build and a.accepted_at is not null order by a.accepted_at, a.number""").param("build", buildId).query(Rows.of(AttemptSummary.class)));
    }

    /** Returns the counts of the tests, or empty if none was reported. */
    public Optional<TestResults> testSummary(UUID buildId) {
        return jdbc.sql("""
                        select count(*) as total, count(*) filter (where r.outcome = 'Passed') as passed,
                          count(*) filter (where r.outcome = 'Failed') as failed,
                          count(*) filter (where r.flaky) as flaky,
                          count(*) filter (where r.outcome = 'Skipped') as skipped,
                          coalesce(sum(duration_ms), 0) as milliseconds,
                          (select line_coverage from builds where id = :build) as line_coverage
                        from visible_attempts v join test_results r on r.attempt_id = v.id where v.build_id = :build
                        having count(*) > 0""")
                .param("build", buildId)
                .query(Rows.of(TestSummaryRow.class))
                .optional()
                .map(TestSummaryRow::toResults);
    }

    /**
     * Returns tests, the failed ones first, else as they were reported.
     *
     * @param outcome wanted outcome, or null for all
     * @param offset how many to pass over
     * @param limit most to return
     */
    public ResultPage<TestCaseResult> tests(UUID buildId, @Nullable TestOutcome outcome, int offset, int limit) {
        List<TestCaseResult> found = Rows.list(jdbc.sql("""
                                select project, target_framework, class_name, r.name, r.outcome, duration_ms, error_message,
                                  stack_trace, output, flaky, cached_from
                                from visible_attempts v join test_results r on r.attempt_id = v.id
                                where v.build_id = :build and (:outcome::text is null or r.outcome = :outcome)
                                order by r.outcome <> 'Failed', v.accepted_at, r.sequence, r.ordinal
                                offset :offset limit :limit""")
                        .param("build", buildId)
                        .param("outcome", outcome == null ? null : outcome.name())
                        .param("offset", offset)
                        .param("limit", limit + 1)
                        .query(Rows.of(TestRow.class)))
                .stream()
                .map(TestRow::toResult)
                .toList();
        return ResultPage.of(found, offset, limit);
    }

    /**
     * Returns warnings and errors, the errors first, else as they were reported.
     *
     * @param severity wanted severity, or null for both
     * @param offset how many to pass over
     * @param limit most to return
     */
    public ResultPage<Diagnostic> diagnostics(
            UUID buildId, @Nullable DiagnosticSeverity severity, int offset, int limit) {
        List<Diagnostic> found = Rows.list(jdbc.sql("""
                        select severity, code, d.message, file, line, "column", project, target_framework
                        from visible_attempts v join diagnostics d on d.attempt_id = v.id
                        where v.build_id = :build and (:severity::text is null or severity = :severity)
                        order by severity <> 'Error', v.accepted_at, sequence, ordinal
                        offset :offset limit :limit""")
                .param("build", buildId)
                .param("severity", severity == null ? null : severity.name())
                .param("offset", offset)
                .param("limit", limit + 1)
                .query(Rows.of(Diagnostic.class)));
        return ResultPage.of(found, offset, limit);
    }
}
