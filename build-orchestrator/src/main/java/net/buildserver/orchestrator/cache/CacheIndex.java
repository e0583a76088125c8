package net.buildserver.orchestrator.cache;

import java.util.List;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the fast copy of the cache's entries anew, for when it is not trusted any more. Otherwise it fills itself by use. */
public class CacheIndex {
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final EntryIndex index;

    CacheIndex(JdbcClient jdbc, EntryIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    /** Empties it and fills it from the database; returns how many entries there are. Builds may go on meanwhile. */
    public long rebuild() {
        index.clear();
        long count = 0;
        String scope = "";
        String key = "";
        List<IndexedEntry> page;
        do {
            page = Rows.list(jdbc.sql("select " + EntryRows.COLUMNS + """
                             from cache_entries e join cache_packs p on p.scope = e.scope and p.digest = e.pack_digest
                            where (e.scope, e.key) > (:scope, :key) order by e.scope, e.key limit :batch""")
                    .param("scope", scope)
                    .param("key", key)
                    .param("batch", BATCH)
                    .query(EntryRows::entry));
            if (!page.isEmpty()) {
                index.put(page);
                scope = page.getLast().scope();
                key = page.getLast().key();
                count += page.size();
            }
        } while (page.size() == BATCH);
        return count;
    }
}
