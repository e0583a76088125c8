package net.buildserver.orchestrator.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.protocol.VerifiedHit;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which projects the cache is switched off for. Builds find it out by building hits again; it holds for the builds that read
 * what these write, and until somebody switches it on. The only writer of its table.
 */
public class Distrust {
    private final JdbcClient jdbc;
    private final CachingAttempts attempts;
    private final CacheMetrics metrics;

    Distrust(JdbcClient jdbc, CachingAttempts attempts, CacheMetrics metrics) {
        this.jdbc = jdbc;
        this.attempts = attempts;
        this.metrics = metrics;
    }

    /**
     * Returns why the attempt must not use the cache for projects, by {@code path@framework}.
     *
     * @throws net.buildserver.orchestrator.lease.StaleAttemptException if the attempt is not this agent's
     */
    public Map<String, String> reasons(UUID attemptId, String agentId) {
        CacheLanes lanes = attempts.require(attemptId, agentId).lanes();
        Map<String, String> reasons = new LinkedHashMap<>();
        jdbc.sql("""
                        select project_path, framework, files ->> 0 as file, build_id from cache_distrusted
                        where scope in (:scopes) order by since""")
                .param("scopes", lanes.readable())
                .query((row, number) -> reasons.put(
                        row.getString("project_path") + "@" + row.getString("framework"),
                        "the cache is off for it, since " + row.getString("file") + " came out differently when build "
                                + row.getString("build_id") + " verified it"))
                .list();
        return reasons;
    }

    /**
     * Takes the outcome of verified hits.
     *
     * @throws net.buildserver.orchestrator.lease.InvalidReportException if it is not acceptable
     * @throws net.buildserver.orchestrator.lease.StaleAttemptException if the attempt is not this agent's
     */
    public void verified(UUID attemptId, String agentId, List<VerifiedHit> hits) {
        CacheRules.checkVerified(hits);
        CachingAttempt attempt = attempts.require(attemptId, agentId);
        List<VerifiedHit> differing =
                hits.stream().filter(hit -> !hit.differing().isEmpty()).toList();
        for (VerifiedHit hit : differing) {
            jdbc.sql("""
                            insert into cache_distrusted
                              (id, scope, project_path, framework, repository_url, git_ref, files, origin, build_id)
                            select :id, :scope, :path, :framework, regexp_replace(b.repository_url, '//[^/@]*@', '//'),
                              b.git_ref, :files::jsonb, :origin, b.id
                            from builds b where b.id = :build on conflict do nothing""")
                    .param("id", UUID.randomUUID())
                    .param("scope", attempt.lanes().own())
                    .param("path", hit.project().path())
                    .param("framework", hit.project().framework())
                    .param("files", StoredJson.write(hit.differing()))
                    .param("origin", UUID.fromString(hit.origin()))
                    .param("build", attempt.buildId())
                    .update();
        }
        metrics.verified(hits.size() - differing.size(), differing.size());
    }

    /** Returns the projects, the newest first. */
    public List<DistrustedProject> list(int offset, int limit) {
        return Rows.list(jdbc.sql("""
                        select id, repository_url, git_ref, project_path, framework, files, origin, build_id, since
                        from cache_distrusted order by since desc, id offset :offset limit :limit""")
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> new DistrustedProject(
                        row.getObject("id", UUID.class),
                        row.getString("repository_url"),
                        row.getString("git_ref"),
                        row.getString("project_path"),
                        row.getString("framework"),
                        List.of(StoredJson.read(row.getString("files"), String[].class)),
                        row.getObject("origin", UUID.class),
                        row.getObject("build_id", UUID.class),
                        row.getTimestamp("since").toInstant())));
    }

    /** Switches the cache on again; false if it is on. */
    public boolean trust(UUID id) {
        return jdbc.sql("delete from cache_distrusted where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }
}
