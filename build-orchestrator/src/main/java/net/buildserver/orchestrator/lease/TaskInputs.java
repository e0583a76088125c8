package net.buildserver.orchestrator.lease;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tasks are given: outputs of other tasks of their build, and times of earlier tests. */
final class TaskInputs {
    private static final int LONGEST_OUTPUT = 4 << 20;
    private static final int MOST_CLASSES = 20_000;
    private static final int MOST_WARNINGS = 10_000;
    // Builds of the same branch tell most.
    private static final String LAST_BUILD = """
            from builds b join builds p on p.project_name = b.project_name and p.repository_url = b.repository_url
              and p.status = 'Succeeded' where b.id = :build""";
    private static final String LAST_FIRST = " order by p.git_ref = b.git_ref desc, p.created_at desc limit 1";

    private final JdbcClient jdbc;

    TaskInputs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps what a task gave out.
     *
     * @throws InvalidReportException if it is too much
     */
    void keep(UUID taskId, FinishReport report) {
        if (report.output().isEmpty()) {
            return;
        }
        String output = StoredJson.write(report.output());
        if (output.length() > LONGEST_OUTPUT || output.contains("\\u0000")) {
            throw new InvalidReportException(
                    "output", "must be JSON of at most " + LONGEST_OUTPUT + " characters without NUL.");
        }
        jdbc.sql("update tasks set output = :output::jsonb where id = :task")
                .param("output", output)
                .param("task", taskId)
                .update();
    }

    private record Outputs(@Nullable Map<String, Map<String, Object>> outputs) {}

    /** Returns outputs by the names of their tasks, as {@code json} has them. */
    static Map<String, Map<String, Object>> read(@Nullable String json) {
        Map<String, Map<String, Object>> outputs =
                StoredJson.read("{\"outputs\":" + json + "}", Outputs.class).outputs();
        return outputs == null ? Map.of() : outputs;
    }

    private record Times(String project, String className, long millis) {}

    /** Returns the codes of the warnings of the last successful build of the same project, or nothing if there was none. */
    Optional<List<String>> warnings(UUID buildId) {
        Optional<UUID> last = jdbc.sql("select p.id " + LAST_BUILD + LAST_FIRST)
                .param("build", buildId)
                .query(UUID.class)
                .optional();
        return last.map(build -> Rows.list(
                jdbc.sql("""
                        select distinct d.code from visible_attempts v join diagnostics d on d.attempt_id = v.id
                        where v.build_id = :build and d.severity = 'Warning' and d.code is not null order by d.code
                        limit :most
                        """).param("build", build).param("most", MOST_WARNINGS).query(String.class)));
    }

    /** Returns how long the tests of the last successful build of the same project took, in milliseconds by project and class. */
    Map<String, Map<String, Long>> testMillis(UUID buildId) {
        Map<String, Map<String, Long>> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.project, r.class_name, ceil(sum(r.duration_ms))::bigint as millis
                        from visible_attempts v join test_results r on r.attempt_id = v.id
                        where v.build_id = (
                          select p.id\s""" + LAST_BUILD + """
                             and exists (
                            select 1 from attempts a join test_results t on t.attempt_id = a.id where a.build_id = p.id)
                        """ + LAST_FIRST + """
                        )
                        group by r.project, r.class_name order by r.project, r.class_name limit :most
                        """)
                .param("build", buildId)
                .param("most", MOST_CLASSES)
                .query(Rows.of(Times.class))
                .list()
                .forEach(time -> found.computeIfAbsent(time.project(), project -> new HashMap<>())
                        .put(time.className(), time.millis()));
        return found;
    }
}
