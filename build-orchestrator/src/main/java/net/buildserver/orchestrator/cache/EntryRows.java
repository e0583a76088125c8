package net.buildserver.orchestrator.cache;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.EarlierEntry;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of entries. */
final class EntryRows {
    /** What {@link #entry} reads, of an entry {@code e} and its pack {@code p}. */
    static final String COLUMNS = """
            e.scope, e.key, e.kind, e.project_path, e.framework, e.configuration, e.platform, e.pack_digest, p.size_bytes,
            p.object_key, e.origin""";

    private final JdbcClient jdbc;
    private final Duration life;

    EntryRows(JdbcClient jdbc, Duration life) {
        this.jdbc = jdbc;
        this.life = life;
    }

    /** Returns the live entries of {@code keys} in the scopes. */
    List<IndexedEntry> find(List<String> scopes, Collection<String> keys) {
        return Rows.list(jdbc.sql("select " + COLUMNS + """
                         from cache_entries e join cache_packs p on p.scope = e.scope and p.digest = e.pack_digest
                        where e.scope in (:scopes) and e.key in (select jsonb_array_elements_text(:keys::jsonb))
                          and e.last_used_at > now() - :life * interval '1 ms'""")
                .param("scopes", scopes)
                .param("keys", StoredJson.write(keys))
                .param("life", life.toMillis())
                .query(EntryRows::entry));
    }

    /** Notes that entries were used; more often than once an hour is not noted. */
    void touch(List<String> scopes, Collection<String> keys) {
        jdbc.sql("""
                        update cache_entries set last_used_at = now()
                        where scope in (:scopes) and key in (select jsonb_array_elements_text(:keys::jsonb))
                          and last_used_at < now() - interval '1 hour'""")
                .param("scopes", scopes)
                .param("keys", StoredJson.write(keys))
                .update();
    }

    /** Returns the newest entry of each project, one of the build's own lane before others. */
    List<EarlierEntry> newest(CacheLanes lanes, List<CacheProbe> probes) {
        return Rows.list(jdbc.sql("""
                        select w.path, w.framework, w.configuration, w.platform, n.document, n.reference_digest, n.duration_ms
                        from jsonb_to_recordset(:projects::jsonb)
                          as w (path text, framework text, configuration text, platform text)
                        cross join lateral (
                          select e.document, e.reference_digest, e.duration_ms from cache_entries e
                          where e.scope in (:scopes) and e.kind = 'Full' and e.project_path = w.path
                            and e.framework = w.framework and e.configuration = w.configuration and e.platform = w.platform
                          order by e.scope = :own desc, e.created_at desc limit 1) n""")
                .param(
                        "projects",
                        StoredJson.write(
                                probes.stream().map(CacheProbe::project).toList()))
                .param("scopes", lanes.readable())
                .param("own", lanes.own())
                .query((row, number) -> new EarlierEntry(
                        new ProjectId(
                                row.getString("path"), row.getString("framework"),
                                row.getString("configuration"), row.getString("platform")),
                        row.getString("document"),
                        row.getString("reference_digest"),
                        Duration.ofMillis(row.getLong("duration_ms")))));
    }

    /** Writes entries whose packs the store holds, if the attempt is still the agent's; returns those that are new. */
    List<IndexedEntry> write(CachingAttempt attempt, List<CheckedEntry> entries) {
        return Rows.list(
                jdbc.sql("""
                        with e as (
                          insert into cache_entries (scope, key, kind, project_path, framework, configuration, platform,
                            document, pack_digest, reference_digest, duration_ms, origin)
                          select p.scope, d.key, d.kind, d.path, d.framework, d.configuration, d.platform, d.document,
                            p.digest, d."referenceDigest", d.milliseconds, a.build_id
                          from jsonb_to_recordset(:entries::jsonb) as d (key text, kind text, path text, framework text,
                            configuration text, platform text, document text, "packDigest" text, "referenceDigest" text,
                            milliseconds bigint)
                          join cache_packs p on p.scope = :scope and p.digest = d."packDigest" and p.stored_at is not null
                          join attempts a on a.id = :attempt and a.agent_id = :agent and a.state = 'Accepted'
                          for key share of p
                          on conflict (scope, key) do update set pack_digest = excluded.pack_digest,
                            reference_digest = excluded.reference_digest, duration_ms = excluded.duration_ms,
                            origin = excluded.origin, created_at = now(), last_used_at = now()
                          where :replaces or cache_entries.last_used_at < now() - :life * interval '1 ms'
                          returning *)
                        select\s""" + COLUMNS + " from e join cache_packs p on p.scope = e.scope and p.digest = e.pack_digest")
                        .param("entries", StoredJson.write(entries))
                        .param("scope", attempt.lanes().own())
                        .param("attempt", attempt.attemptId())
                        .param("agent", attempt.agentId())
                        .param("replaces", attempt.replaces())
                        .param("life", life.toMillis())
                        .query(EntryRows::entry));
    }

    static IndexedEntry entry(ResultSet row, int number) throws SQLException {
        return new IndexedEntry(
                row.getString("scope"),
                row.getString("key"),
                KeyKind.valueOf(row.getString("kind")),
                new ProjectId(
                        row.getString("project_path"), row.getString("framework"),
                        row.getString("configuration"), row.getString("platform")),
                row.getString("pack_digest"),
                row.getLong("size_bytes"),
                row.getString("object_key"),
                row.getObject("origin", UUID.class));
    }
}
