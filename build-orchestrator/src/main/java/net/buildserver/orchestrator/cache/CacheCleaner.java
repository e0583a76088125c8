package net.buildserver.orchestrator.cache;

import java.time.Duration;
import java.util.List;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes what nobody uses. Each step is one statement, and a step that was cut off is done by the next round: entries go
 * first, then the rows of packs that none names (their objects become garbage in the same statement), then the objects, and
 * the notes of garbage last.
 */
final class CacheCleaner {
    private static final int BATCH = 1_000;
    /** An agent declares packs first and publishes their entries later. */
    private static final Duration ORPHAN_AGE = Duration.ofHours(6);
    /** Until then somebody could still put the object, by a URL signed before. */
    private static final Duration GARBAGE_AGE = CachePacks.UPLOAD_VALIDITY.multipliedBy(2);
    /** Uses are noted to the hour, and the index counts from the use itself. */
    private static final Duration INDEX_LAG = Duration.ofHours(2);

    private final JdbcClient jdbc;
    private final BlobStore store;
    private final EntryIndex index;
    private final Duration life;
    private final long maxBytes;

    CacheCleaner(JdbcClient jdbc, BlobStore store, EntryIndex index, Duration life, long maxBytes) {
        this.jdbc = jdbc;
        this.store = store;
        this.index = index;
        this.life = life;
        this.maxBytes = maxBytes;
    }

    /** Does one round. */
    void clean() {
        expire();
        shrink();
        orphan();
        sweep();
    }

    private void expire() {
        forget(
                "select scope, key from cache_entries where last_used_at < now() - :value * interval '1 ms' limit "
                        + BATCH,
                life.plus(INDEX_LAG).toMillis());
    }

    /** Entries whose packs were not used for longest go until the rest fits. */
    private void shrink() {
        forget("""
                select e.scope, e.key from cache_entries e join (
                  select p.scope, p.digest, sum(p.size_bytes) over (order by u.used desc, p.scope, p.digest) as bytes
                  from cache_packs p join (
                    select scope, pack_digest, max(last_used_at) as used from cache_entries group by scope, pack_digest) u
                  on u.scope = p.scope and u.pack_digest = p.digest) t
                on t.scope = e.scope and t.digest = e.pack_digest where t.bytes > :value""", maxBytes);
    }

    private void forget(String selected, long value) {
        List<IndexedEntry> gone;
        do {
            gone = Rows.list(jdbc.sql("""
                            with e as (delete from cache_entries where (scope, key) in (%s) returning *)
                            select %s from e join cache_packs p on p.scope = e.scope and p.digest = e.pack_digest""".formatted(selected, EntryRows.COLUMNS))
                    .param("value", value)
                    .query(EntryRows::entry));
            if (!gone.isEmpty()) {
                index.remove(gone.stream().map(IndexedEntry::indexKey).toList());
            }
        } while (gone.size() == BATCH);
    }

    private void orphan() {
        jdbc.sql("""
                        with p as (
                          delete from cache_packs p where p.declared_at < now() - :age * interval '1 ms' and not exists (
                            select 1 from cache_entries e where e.scope = p.scope and e.pack_digest = p.digest)
                          returning object_key)
                        insert into cache_garbage (object_key) select object_key from p on conflict do nothing""").param("age", ORPHAN_AGE.toMillis()).update();
    }

    private void sweep() {
        List<String> garbage = Rows.list(jdbc.sql("""
                        select object_key from cache_garbage where since < now() - :age * interval '1 ms'
                        order by since limit :most""")
                .param("age", GARBAGE_AGE.toMillis())
                .param("most", BATCH)
                .query(String.class));
        for (String key : garbage) {
            store.delete(key);
            jdbc.sql("delete from cache_garbage where object_key = :key")
                    .param("key", key)
                    .update();
        }
    }
}
