package net.buildserver.orchestrator.cache;

import java.util.Collection;
import java.util.List;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of packs. */
final class PackRows {
    private static final String COLUMNS =
            "select scope, digest, size_bytes, object_key, stored_at is not null as stored from cache_packs";

    private final JdbcClient jdbc;

    PackRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes packs that an agent is about to put, if the attempt is still its own. */
    void declare(CachingAttempt attempt, List<PackDeclaration> packs) {
        jdbc.sql("""
                        insert into cache_packs (scope, digest, size_bytes, object_key)
                        select :scope, d.sha256, d."sizeBytes", 'cache/' || :scope || '/' || d.sha256 || '/' || gen_random_uuid()
                        from jsonb_to_recordset(:packs::jsonb) as d (sha256 text, "sizeBytes" bigint)
                        join attempts a on a.id = :attempt and a.agent_id = :agent and a.state = 'Accepted'
                        on conflict do nothing""")
                .param("scope", attempt.lanes().own())
                .param("packs", StoredJson.write(packs))
                .param("attempt", attempt.attemptId())
                .param("agent", attempt.agentId())
                .update();
    }

    List<PackRow> find(Collection<String> scopes, Collection<String> digests) {
        return Rows.list(jdbc.sql(COLUMNS
                        + " where scope in (:scopes) and digest in (select jsonb_array_elements_text(:digests::jsonb))")
                .param("scopes", scopes)
                .param("digests", StoredJson.write(digests))
                .query(Rows.of(PackRow.class)));
    }

    /** Notes that the store was seen to hold the packs. */
    void stored(String scope, Collection<String> digests) {
        jdbc.sql("""
                        update cache_packs set stored_at = now()
                        where scope = :scope and digest in (select jsonb_array_elements_text(:digests::jsonb)) and stored_at is null""")
                .param("scope", scope)
                .param("digests", StoredJson.write(digests))
                .update();
    }

    /** Forgets a broken pack with its entries and notes its object as garbage, all at once; returns the entries. */
    List<IndexedEntry> discard(PackRow pack) {
        return Rows.list(jdbc.sql("""
                        with e as (delete from cache_entries where scope = :scope and pack_digest = :digest returning *),
                        p as (delete from cache_packs where scope = :scope and digest = :digest returning *),
                        garbage as (insert into cache_garbage (object_key) select object_key from p on conflict do nothing)
                        select\s""" + EntryRows.COLUMNS + " from e cross join p")
                .param("scope", pack.scope())
                .param("digest", pack.digest())
                .query(EntryRows::entry));
    }
}
