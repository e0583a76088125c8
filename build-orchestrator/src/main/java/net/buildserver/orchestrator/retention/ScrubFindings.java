package net.buildserver.orchestrator.retention;

import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What a listing of the store says about the rows, and what becomes of both. */
public class ScrubFindings {
    /** Who names objects. What was declared, but is not there yet, is named too. */
    private static final String NAMED = """
            select object_key from artifacts union all select object_key from log_archives
            union all select object_key from cache_packs union all select object_key from cache_garbage
            union all select object_key from doomed_objects
            """;
    /** Younger objects may be on their way to a row. Keys of other kinds than these are nobody's business here. */
    private static final String ORPHANS = """
            from listed_objects l where l.scrub_id = :scrub and l.modified < now() - interval '1 day'
              and l.object_key ~ '^(artifacts|logs|cache)/'
              and not exists (select 1 from (%s) n where n.object_key = l.object_key)
            """.formatted(NAMED);
    /** Rows from before the listing began, whose objects were there before the rows. */
    private static final String MISSING = """
            select * from (
              select 'artifact' as kind, object_key from artifacts where committed_at < :started
              union all select 'log', object_key from log_archives where archived_at < :started
              union all select 'cache pack', object_key from cache_packs where stored_at < :started) r
            where not exists (
              select 1 from listed_objects l where l.scrub_id = :scrub and l.object_key = r.object_key)
            """;

    private static final String MISSING_KEYS = "(select object_key from (" + MISSING + ") m)";
    private static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ScrubFindings(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** An object of the store. */
    record Seen(String key, long size, Instant modified) {}

    private record Sum(long objects, long bytes) {}

    /** Forgets what a scrub left behind that was broken off, and returns the database's time. */
    OffsetDateTime begin() {
        jdbc.sql("delete from listed_objects where listed_at < now() - interval '1 day'")
                .update();
        return jdbc.sql("select now()").query(OffsetDateTime.class).single();
    }

    void note(UUID scrub, List<Seen> page) {
        template.batchUpdate(
                "insert into listed_objects (scrub_id, object_key, size_bytes, modified) values (?, ?, ?, ?)",
                page,
                MOST,
                (PreparedStatement statement, Seen seen) -> {
                    statement.setObject(1, scrub);
                    statement.setString(2, seen.key());
                    statement.setLong(3, seen.size());
                    statement.setTimestamp(4, Timestamp.from(seen.modified()));
                });
    }

    boolean isEmpty(UUID scrub) {
        return sum(scrub, "from listed_objects where scrub_id = :scrub").objects() == 0;
    }

    /** Returns the names that rows have for what is not listed. */
    List<String> missing(UUID scrub, OffsetDateTime started) {
        return Rows.list(jdbc.sql("select object_key from (" + MISSING + ") m")
                .param("scrub", scrub)
                .param("started", started)
                .query(String.class));
    }

    ScrubReport report(UUID scrub, OffsetDateTime started, boolean dryRun) {
        Sum all = sum(scrub, "from listed_objects where scrub_id = :scrub");
        Sum orphans = sum(scrub, ORPHANS);
        List<ScrubReport.Missing> missing = Rows.list(jdbc.sql(MISSING + " limit " + MOST)
                .param("scrub", scrub)
                .param("started", started)
                .query(Rows.of(ScrubReport.Missing.class)));
        return new ScrubReport(all.objects(), all.bytes(), orphans.objects(), orphans.bytes(), missing, dryRun);
    }

    private Sum sum(UUID scrub, String from) {
        return jdbc.sql("select count(*) as objects, coalesce(sum(size_bytes), 0)::bigint as bytes " + from)
                .param("scrub", scrub)
                .query(Rows.of(Sum.class))
                .single();
    }

    /** Hands what no row names to the deletion, and takes away the rows whose object is gone. */
    @Transactional
    public void mend(UUID scrub, OffsetDateTime started) {
        jdbc.sql("insert into doomed_objects (object_key) select object_key " + ORPHANS + " on conflict do nothing")
                .param("scrub", scrub)
                .update();
        remove(scrub, started, "delete from artifacts where object_key in " + MISSING_KEYS);
        remove(scrub, started, """
                with gone as (delete from log_archives where object_key in %s returning attempt_id)
                update attempts set log_bytes = 0 where id in (select attempt_id from gone)""".formatted(MISSING_KEYS));
        remove(scrub, started, """
                delete from cache_entries e using cache_packs p
                where p.scope = e.scope and p.digest = e.pack_digest and p.object_key in %s""".formatted(MISSING_KEYS));
        remove(scrub, started, "delete from cache_packs where object_key in " + MISSING_KEYS);
    }

    private void remove(UUID scrub, OffsetDateTime started, String statement) {
        jdbc.sql(statement).param("scrub", scrub).param("started", started).update();
    }

    void end(UUID scrub) {
        jdbc.sql("delete from listed_objects where scrub_id = :scrub")
                .param("scrub", scrub)
                .update();
    }
}
