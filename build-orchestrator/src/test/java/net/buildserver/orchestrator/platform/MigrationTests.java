package net.buildserver.orchestrator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Migrates databases that hold builds in the middle of their life, from each version that ever was to the newest. */
class MigrationTests {
    private static final List<String> SINCE_1 = List.of(
            """
            insert into stages (attempt_id, name, ordinal, status) select id, 'Clone', 1, 'Running' from attempts""",
            """
            insert into diagnostics (attempt_id, sequence, ordinal, severity, message) select id, 1, 0, 'Error', 'm' from attempts""",
            """
            insert into test_results (attempt_id, sequence, ordinal, project, class_name, name, outcome, duration_ms)
            select id, 1, 0, 'P', 'C', 'n', 'Passed', 1.5 from attempts""",
            "insert into log_chunks select id, 0, 'log'::bytea from attempts",
            """
            insert into log_archives (attempt_id, object_key, size_bytes, line_count, frame_index)
            select id, 'logs/x', 1, 1, ''::bytea from attempts""",
            """
            insert into artifacts (id, attempt_id, build_id, path, size_bytes, content_type, sha256, object_key, committed_at)
            select gen_random_uuid(), id, build_id, 'a', 1, 'text/plain', 'x', 'artifacts/x', now() from attempts""",
            "insert into idempotency_keys select 'ann', 'key', ''::bytea, id from builds",
            "insert into enrolment_tokens (id, token_sha256, description, reusable, created_by) values "
                    + "(gen_random_uuid(), 'x'::bytea, 'd', true, 'ann')",
            "update tasks set failure_reasons = array['lost'], required_sdk = '10.0.100'");
    /** What a version was the first to have room for. */
    private static final Map<String, List<String>> SINCE = Map.of(
            "1",
            SINCE_1,
            "2",
            List.of(
                    "insert into users values (gen_random_uuid(), 'ann', 'h', 'Admin', true, 0, now())",
                    "insert into sessions select gen_random_uuid(), id, 0, now(), now() from users",
                    "insert into refresh_tokens select 'x'::bytea, id, null, now(), now() from sessions",
                    "insert into signing_keys values ('kid', 'x'::bytea, now())"),
            "3",
            List.of(
                    "insert into cache_packs values ('s', 'd', 1, 'cache/x', now(), now())",
                    """
                    insert into cache_entries (scope, key, kind, project_path, framework, configuration, platform, document, pack_digest,
                      duration_ms, origin) values ('s', 'k', 'Full', 'p', 'f', 'c', 'x', 'd', 'd', 1, gen_random_uuid())""",
                    "insert into cache_garbage values ('cache/y')"),
            "4",
            List.of(
                    "insert into queue_limits values ('project', 'App', 2, 3, 'ann')",
                    "insert into doomed_objects values ('artifacts/y')"),
            "8",
            List.of("insert into browser_sessions select 'x'::bytea, id, now(), now() from sessions"));

    @TestFactory
    Stream<DynamicTest> everyVersionReachesTheNewestWithItsRows() {
        return versions().stream()
                .map(version -> DynamicTest.dynamicTest("from version " + version, () -> from(version)));
    }

    @Test
    void versionsThatHaveTestDataExist() {
        assertThat(versions()).containsAll(SINCE.keySet());
    }

    private static List<String> versions() {
        return Arrays.stream(Flyway.configure()
                        .dataSource(dataSource(EmbeddedServices.emptyDatabase()))
                        .load()
                        .info()
                        .all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
    }

    private static void from(String last) {
        DriverManagerDataSource dataSource = dataSource(EmbeddedServices.emptyDatabase());
        JdbcClient jdbc = JdbcClient.create(dataSource);
        UUID attempt = null;
        for (String version : versions()) {
            Flyway.configure().dataSource(dataSource).target(version).load().migrate();
            if (version.equals("1")) {
                TestAttempts attempts = new TestAttempts(jdbc);
                attempts.agent("old", 1);
                attempt = attempts.accept(attempts.build(), "old");
            }
            SINCE.getOrDefault(version, List.of())
                    .forEach(row -> assertThat(jdbc.sql(row).update()).as(row).isPositive());
            if (version.equals(last)) {
                break;
            }
        }
        Map<String, Object> before = rows(jdbc);

        Flyway newest = Flyway.configure().dataSource(dataSource).load();
        newest.migrate();

        assertThat(newest.info().pending()).isEmpty();
        assertThat(rows(jdbc)).containsAllEntriesOf(before);
        assertThat(jdbc.sql(
                                "select b.status || ' ' || t.state || ' ' || a.state from attempts a join tasks t on t.id = a.task_id"
                                        + " join builds b on b.id = a.build_id where a.id = :id")
                        .param("id", attempt)
                        .query(String.class)
                        .single())
                .isEqualTo("Running Running Accepted");
    }

    /** Returns the number of rows of each table that has any. */
    private static Map<String, Object> rows(JdbcClient jdbc) {
        Map<String, Object> counts = new java.util.TreeMap<>();
        jdbc.sql(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class)
                .list()
                .forEach(table -> {
                    long count = jdbc.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single();
                    if (count > 0 && !table.equals("flyway_schema_history")) {
                        counts.put(table, count);
                    }
                });
        return counts;
    }

    private static DriverManagerDataSource dataSource(TestDatabase database) {
        return new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
    }
}
