package net.buildserver.orchestrator.retention;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what the settings and the projects' own rules no longer keep; changes nothing. */
class RetentionPlans {
    /** Ended builds that may lose something, newest first within their project. */
    private static final String CANDIDATES = """
            with sized as (
              select b.id, b.project_name, b.git_ref, b.status, b.ended_at, b.pinned,
                (select coalesce(sum(size_bytes), 0) from artifacts a where a.build_id = b.id) as artifact_bytes,
                (select coalesce(sum(l.size_bytes), 0) from log_archives l join attempts t on t.id = l.attempt_id
                  where t.build_id = b.id) as log_bytes
              from builds b where b.ended_at is not null and (cast(:project as text) is null or b.project_name = :project)),
            ranked as (
              select sized.*,
                row_number() over (partition by project_name order by ended_at desc, id) as nth,
                sum(artifact_bytes) over (partition by project_name order by ended_at desc, id) as bytes_so_far,
                status = 'Succeeded' and row_number() over (
                  partition by project_name, git_ref, status order by ended_at desc, id) = 1 as latest_green
              from sized),
            candidate as (
              select ranked.*, now() - ended_at as age,
                coalesce(r.keep_builds, :keepBuilds) * interval '1 s' as keep_builds,
                coalesce(r.keep_artifacts, :keepArtifacts) * interval '1 s' as keep_artifacts,
                coalesce(r.keep_logs, :keepLogs) * interval '1 s' as keep_logs,
                coalesce(r.keep_tests, :keepTests) * interval '1 s' as keep_tests,
                coalesce(r.max_builds, :maxBuilds) as max_builds, coalesce(r.max_bytes, :maxBytes) as max_bytes
              from ranked left join retention_rules r using (project_name)
              where not pinned and not (coalesce(r.keep_latest_green, :keepGreen) and latest_green))
            """;

    private static final String TEST_BYTES = """
            (select coalesce(sum(pg_column_size(r.*)), 0) from test_results r join attempts t on t.id = r.attempt_id
              where t.build_id = candidate.id)""";

    private final JdbcClient jdbc;
    private final RetentionSettings settings;

    RetentionPlans(JdbcClient jdbc, RetentionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private record Loser(UUID id, long bytes) {}

    /** Returns what goes next; of one project only, unless {@code project} is null. */
    RetentionReport plan(int limit, @Nullable String project) {
        if (settings.keepsEverything() && !anyRule()) {
            return new RetentionReport(List.of(), List.of(), List.of(), List.of(), 0);
        }
        // A null age or number is no limit: no comparison with it holds.
        List<Loser> builds =
                losers("artifact_bytes + log_bytes", "(age > keep_builds or nth > max_builds)", limit, project);
        List<UUID> gone = ids(builds);
        List<Loser> artifacts = without(
                gone,
                losers(
                        "artifact_bytes",
                        "artifact_bytes > 0 and (age > keep_artifacts or bytes_so_far > max_bytes)",
                        limit,
                        project));
        List<Loser> logs = without(gone, losers("log_bytes", "log_bytes > 0 and age > keep_logs", limit, project));
        List<Loser> tests = without(
                gone,
                losers(
                        TEST_BYTES,
                        "age > keep_tests and exists (select 1 from test_results r join attempts t on t.id = r.attempt_id"
                                + " where t.build_id = candidate.id)",
                        limit,
                        project));
        return new RetentionReport(
                gone, ids(artifacts), ids(logs), ids(tests), sum(builds) + sum(artifacts) + sum(logs) + sum(tests));
    }

    private boolean anyRule() {
        return jdbc.sql("select exists (select 1 from retention_rules)")
                .query(Boolean.class)
                .single();
    }

    private List<Loser> losers(String bytes, String condition, int limit, @Nullable String project) {
        return Rows.list(jdbc.sql(CANDIDATES + "select id, " + bytes + " as bytes from candidate where " + condition
                        + " order by ended_at, id limit :limit")
                .param("keepGreen", settings.keepLatestGreen())
                .param("keepBuilds", seconds(settings.keepBuilds()), Types.BIGINT)
                .param("keepArtifacts", seconds(settings.keepArtifacts()), Types.BIGINT)
                .param("keepLogs", seconds(settings.keepLogs()), Types.BIGINT)
                .param("keepTests", seconds(settings.keepTests()), Types.BIGINT)
                .param("maxBuilds", settings.maxBuildsPerProject(), Types.INTEGER)
                .param("maxBytes", settings.maxBytesPerProject(), Types.BIGINT)
                .param("project", project, Types.VARCHAR)
                .param("limit", limit)
                .query(Rows.of(Loser.class)));
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static List<Loser> without(List<UUID> gone, List<Loser> losers) {
        return losers.stream().filter(one -> !gone.contains(one.id())).toList();
    }

    private static List<UUID> ids(List<Loser> losers) {
        return losers.stream().map(Loser::id).toList();
    }

    private static long sum(List<Loser> losers) {
        return losers.stream().mapToLong(Loser::bytes).sum();
    }
}
