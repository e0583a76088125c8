package net.buildserver.orchestrator.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the database, read from its own catalogue, so that no new table is ever forgotten. */
final class Schema {
    private static final String HISTORY = "flyway_schema_history";

    private final JdbcClient jdbc;

    Schema(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Reference(String child, String parent) {}

    /** Returns the version, or an empty text for a database without tables. */
    String version() {
        boolean exists = jdbc.sql("select to_regclass(:name) is not null")
                .param("name", HISTORY)
                .query(Boolean.class)
                .single();
        return exists
                ? jdbc.sql("select version from " + HISTORY
                                + " where success and version is not null order by installed_rank desc limit 1")
                        .query(String.class)
                        .optional()
                        .orElse("")
                : "";
    }

    /** Returns all tables but Flyway's, each after those that it refers to. */
    List<String> tables() {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        Rows.list(jdbc.sql("""
                                select c.relname from pg_class c
                                where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> :history
                                order by c.relname""").param("history", HISTORY).query(String.class))
                .forEach(table -> parents.put(table, new LinkedHashSet<>()));
        Rows.list(jdbc.sql("""
                                select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
                                where contype = 'f' and conrelid <> confrelid
                                  and connamespace = current_schema()::regnamespace""").query(Rows.of(Reference.class)))
                .forEach(one -> parents.computeIfAbsent(one.child(), name -> new LinkedHashSet<>())
                        .add(one.parent()));
        List<String> ordered = new ArrayList<>();
        while (ordered.size() < parents.size()) {
            List<String> next = parents.keySet().stream()
                    .filter(table ->
                            !ordered.contains(table) && ordered.containsAll(parents.getOrDefault(table, Set.of())))
                    .toList();
            if (next.isEmpty()) {
                throw new BackupException("The tables refer to each other in a circle; this version cannot copy them.");
            }
            ordered.addAll(next);
        }
        return ordered;
    }

    /** Returns the columns of a table that are written, not computed. */
    String columns(String table) {
        return String.join(", ", Rows.list(jdbc.sql("""
                        select quote_ident(attname) from pg_attribute
                        where attrelid = :table::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                        order by attnum""").param("table", table).query(String.class)));
    }

    private record Numbered(String table, String column) {}

    /** Lets columns that number rows go on behind the rows that there are. */
    void continueNumbers() {
        Rows.list(jdbc.sql("""
                                select attrelid::regclass::text as "table", quote_ident(attname) as "column"
                                from pg_attribute join pg_class c on c.oid = attrelid
                                where c.relnamespace = current_schema()::regnamespace and attidentity <> ''
                                """).query(Rows.of(Numbered.class)))
                .forEach(numbered -> jdbc.sql("select setval(pg_get_serial_sequence(:table, :column), coalesce(max("
                                + numbered.column() + "), 0) + 1, false) from " + numbered.table())
                        .param("table", numbered.table())
                        .param("column", numbered.column())
                        .query(Long.class)
                        .single());
    }
}
