package net.buildserver.orchestrator.retention;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what the settings no longer keep; changes nothing. */
class RetentionPlans {
    /** Ended builds that may lose something, newest first within their project. */
    private static final String CANDIDATES = """
            with sized as (
              select b.id, b.project_name, b.git_ref, b.status, b.ended_at, b.pinned,
                (select coalesce(sum(size_bytes), 0) from artifacts a where a.build_id = b.id) as artifact_bytes,
                (select coalesce(sum(l.size_bytes), 0) from log_archives l join attempts t on t.id = l.attempt_id
                  where t.build_id = b.id) as log_bytes
              from builds b where b.ended_at is not null),
            ranked as (
              select sized.*,
                row_number() over (partition by project_name order by ended_at desc, id) as nth,
                sum(artifact_bytes) over (partition by project_name order by ended_at desc, id) as bytes_so_far,
                status = 'Succeeded' and row_number() over (
                  partition by project_name, git_ref, status order by ended_at desc, id) = 1 as latest_green
              from sized),
            candidate as (
              select * from ranked where not pinned and not (:keepGreen and latest_green))
            """;

    private final JdbcClient jdbc;
    private final RetentionSettings settings;

    RetentionPlans(JdbcClient jdbc, RetentionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private record Loser(UUID id, long bytes) {}

    RetentionReport plan(int limit) {
        if (settings.keepsEverything()) {
            return new RetentionReport(List.of(), List.of(), List.of(), 0);
        }
        List<Loser> builds = losers(
                "artifact_bytes + log_bytes",
                "(ended_at < now() - :keepBuilds * interval '1 s' or nth > :maxBuilds)",
                limit);
        List<UUID> gone = ids(builds);
        List<Loser> artifacts = without(
                gone,
                losers(
                        "artifact_bytes",
                        "artifact_bytes > 0 and (ended_at < now() - :keepArtifacts * interval '1 s' or bytes_so_far > :maxBytes)",
                        limit));
        List<Loser> logs = without(
                gone, losers("log_bytes", "log_bytes > 0 and ended_at < now() - :keepLogs * interval '1 s'", limit));
        return new RetentionReport(gone, ids(artifacts), ids(logs), sum(builds) + sum(artifacts) + sum(logs));
    }

    private List<Loser> losers(String bytes, String condition, int limit) {
        return Rows.list(jdbc.sql(CANDIDATES + "select id, " + bytes + " as bytes from candidate where " + condition
                        + " order by ended_at, id limit :limit")
                .param("keepGreen", settings.keepLatestGreen())
                .param("keepBuilds", seconds(settings.keepBuilds()))
                .param("keepArtifacts", seconds(settings.keepArtifacts()))
                .param("keepLogs", seconds(settings.keepLogs()))
                .param(
                        "maxBuilds",
                        settings.maxBuildsPerProject() == null ? Integer.MAX_VALUE : settings.maxBuildsPerProject())
                .param(
                        "maxBytes",
                        settings.maxBytesPerProject() == null ? Long.MAX_VALUE : settings.maxBytesPerProject())
                .param("limit", limit)
                .query(Loser.class));
    }

    /** Null comes as null, for which no comparison holds. */
    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : (double) duration.toSeconds();
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
