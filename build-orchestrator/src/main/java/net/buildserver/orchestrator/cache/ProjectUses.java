package net.buildserver.orchestrator.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectId;
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

    /** Takes what a report tells of projects at work; the caller holds the attempt's fence in the same transaction. */
    public void atWork(UUID attemptId, List<ProjectUse> projects) {
        write(attemptId, projects, false);
    }

    /** Takes what became of projects in the end, which counts; the caller holds the attempt's fence in the same transaction. */
    public void settled(UUID attemptId, List<ProjectUse> projects) {
        write(attemptId, projects, true);
        AfterCommit.run(() -> metrics.used(projects));
    }

    private void write(UUID attemptId, List<ProjectUse> projects, boolean settled) {
        if (projects.isEmpty()) {
            return;
        }
        // A statement cannot write a row twice; of a project that is named twice the last word counts.
        Map<ProjectId, StoredUse> uses = new LinkedHashMap<>();
        projects.forEach(use -> uses.put(use.project(), StoredUse.of(use)));
        jdbc.sql("""
                        insert into project_uses (attempt_id, path, framework, configuration, platform, key, hit, origin,
                          duration_ms, saved_ms, dependencies, differences, more_differences, reasons, state, settled)
                        select :attempt, u.path, u.framework, u.configuration, u.platform, u.key, u.hit, u.origin, u.duration,
                          u.saved, u.dependencies, u.differences, u."moreDifferences", u.reasons, u.state, :settled
                        from jsonb_to_recordset(:uses::jsonb) as u (path text, framework text, configuration text,
                          platform text, key text, hit text, origin text, duration bigint, saved bigint, dependencies jsonb,
                          differences jsonb, "moreDifferences" integer, reasons jsonb, state text)
                        on conflict (attempt_id, path, framework, configuration, platform) do update set
                          key = excluded.key, hit = excluded.hit, origin = excluded.origin, duration_ms = excluded.duration_ms,
                          saved_ms = excluded.saved_ms, dependencies = excluded.dependencies, differences = excluded.differences,
                          more_differences = excluded.more_differences, reasons = excluded.reasons, state = excluded.state,
                          settled = excluded.settled
                        where excluded.settled or not project_uses.settled""")
                .param("attempt", attemptId)
                .param("settled", settled)
                .param("uses", StoredJson.write(List.copyOf(uses.values())))
                .update();
    }

    /**
     * Returns projects of a build, ordered by path and framework. Of several tasks that tell of one the task that built it, or put
     * it in place, has the word; nothing is being built by an attempt that has ended.
     *
     * @param hit what the cache spared them, or null for all
     * @param project path or path@framework, or null for all
     * @param offset how many to pass over
     * @param limit most to return
     */
    public List<BuiltProject> of(UUID buildId, @Nullable HitKind hit, @Nullable String project, int offset, int limit) {
        return Rows.list(jdbc.sql("""
                        select * from (
                          select distinct on (u.path, u.framework, u.configuration, u.platform) v.agent_id, u.path, u.framework,
                            u.configuration, u.platform, u.key, u.hit, u.origin, u.duration_ms, u.saved_ms, u.dependencies,
                            u.differences, u.more_differences, u.reasons,
                            case when u.state not in ('Waiting', 'Building') then u.state
                              when b.ended_at is not null then 'NotBuilt'
                              when v.state = 'Accepted' then u.state
                              else 'Waiting' end as state
                          from builds b join visible_attempts v on v.build_id = b.id join project_uses u on u.attempt_id = v.id
                          where b.id = :build
                            and (:project::text is null or u.path = :project or u.path || '@' || u.framework = :project)
                          order by u.path, u.framework, u.configuration, u.platform, u.settled desc, v.accepted_at desc) told
                        where :hit::text is null or hit = :hit
                        order by path, framework, configuration, platform offset :offset limit :limit""")
                .param("build", buildId)
                .param("hit", hit == null ? null : hit.name())
                .param("project", project)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> StoredUse.read(row)));
    }
}
