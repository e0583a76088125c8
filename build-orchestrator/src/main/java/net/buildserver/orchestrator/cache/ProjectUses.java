package net.buildserver.orchestrator.cache;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.orchestrator.platform.AfterCommit;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of the projects of builds; the only writer of its table. Shown are those of each task's latest accepted attempt. */
public class ProjectUses {
    private final JdbcClient jdbc;
    private final CacheMetrics metrics;

    ProjectUses(JdbcClient jdbc, CacheMetrics metrics) {
        this.jdbc = jdbc;
        this.metrics = metrics;
    }

    /** Adds what a report tells; the caller holds the attempt's fence in the same transaction. */
    public void add(UUID attemptId, List<ProjectUse> projects) {
        if (projects.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into project_uses (attempt_id, path, framework, configuration, platform, key, hit, origin,
                          duration_ms, saved_ms, dependencies, differences, more_differences, reasons)
                        select :attempt, u.path, u.framework, u.configuration, u.platform, u.key, u.hit, u.origin, u.duration,
                          u.saved, u.dependencies, u.differences, u."moreDifferences", u.reasons
                        from jsonb_to_recordset(:uses::jsonb) as u (path text, framework text, configuration text,
                          platform text, key text, hit text, origin text, duration bigint, saved bigint, dependencies jsonb,
                          differences jsonb, "moreDifferences" integer, reasons jsonb)
                        on conflict do nothing""")
                .param("attempt", attemptId)
                .param(
                        "uses",
                        StoredJson.write(projects.stream().map(StoredUse::of).toList()))
                .update();
        AfterCommit.run(() -> metrics.used(projects));
    }

    /**
     * Returns projects of a build, ordered by path and framework.
     *
     * @param hit what the cache spared them, or null for all
     * @param project path or path@framework, or null for all
     * @param offset how many to pass over
     * @param limit most to return
     */
    public List<BuiltProject> of(UUID buildId, @Nullable HitKind hit, @Nullable String project, int offset, int limit) {
        return Rows.list(jdbc.sql("""
                        select v.agent_id, u.path, u.framework, u.configuration, u.platform, u.key, u.hit, u.origin,
                          u.duration_ms, u.saved_ms, u.dependencies, u.differences, u.more_differences, u.reasons
                        from visible_attempts v join project_uses u on u.attempt_id = v.id
                        where v.build_id = :build and (:hit::text is null or u.hit = :hit)
                          and (:project::text is null or u.path = :project or u.path || '@' || u.framework = :project)
                        order by u.path, u.framework, u.configuration, u.platform offset :offset limit :limit""")
                .param("build", buildId)
                .param("hit", hit == null ? null : hit.name())
                .param("project", project)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> StoredUse.read(row)));
    }
}
