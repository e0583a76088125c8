package net.buildserver.orchestrator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was backed up while work went on is all there after a restore into another database and another store. */
class BackupTests {
    @TempDir
    Path folder;

    private final AtomicInteger number = new AtomicInteger();
    private AnnotationConfigApplicationContext from;
    private AnnotationConfigApplicationContext to;

    @BeforeEach
    void start() {
        from = TestPlatform.with(BackupModule.class);
        to = TestPlatform.with(BackupModule.class);
    }

    @AfterEach
    void stop() {
        from.close();
        to.close();
    }

    @Test
    void everythingComesBack() throws Exception {
        fill();
        BackupManifest written = from.getBean(Backups.class).write(folder.resolve("backup"));

        BackupManifest restored = to.getBean(Backups.class).restore(folder.resolve("backup"));

        assertThat(restored).isEqualTo(written);
        for (BackupManifest.Table table : written.tables()) {
            assertThat(digest(to, table.name())).as(table.name()).isEqualTo(digest(from, table.name()));
        }
        assertThat(written.tables())
                .filteredOn(table -> table.name().equals("builds"))
                .extracting(BackupManifest.Table::rows)
                .containsExactly(2L);
        assertThat(jdbc(to).sql("""
                                insert into uncounted_builds (build_id)
                                select id from builds where id not in (select build_id from uncounted_builds)
                                """).update())
                .as("numbers go on behind those of the backup")
                .isOne();
        assertNothingIsMissing();
    }

    @Test
    void backupWhileArtifactsAreWrittenNamesNoneThatItLacks() throws Exception {
        UUID attempt = fill();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    artifact(attempt);
                }
            } catch (IOException | org.springframework.dao.DataAccessException stopped) {
                // It was interrupted in the middle.
            }
        });

        from.getBean(Backups.class).write(folder.resolve("backup"));
        writer.interrupt();
        writer.join();
        to.getBean(Backups.class).restore(folder.resolve("backup"));

        assertNothingIsMissing();
    }

    @Test
    void secondBackupIntoTheSameFolderHasWhatCameSince() throws Exception {
        UUID attempt = fill();
        from.getBean(Backups.class).write(folder.resolve("backup"));
        artifact(attempt);

        BackupManifest second = from.getBean(Backups.class).write(folder.resolve("backup"));

        assertThat(second.objects()).isEqualTo(number.get());
    }

    @Test
    void refusesDamageAndDatabasesThatAreInUse() throws Exception {
        fill();
        Path backup = folder.resolve("backup");
        Backups backups = from.getBean(Backups.class);
        backups.write(backup);

        assertThatThrownBy(() -> backups.restore(backup)).hasMessageContaining("has rows");
        assertThatThrownBy(() -> backups.restore(folder)).hasMessageContaining("no whole backup");
        Files.write(backup.resolve("tables/builds.jsonl.gz"), new byte[] {1});
        assertThatThrownBy(() -> to.getBean(Backups.class).restore(backup)).hasMessageContaining("damaged");
        assertThat(count(to, "agents")).isZero();
    }

    /** A build that runs, with every kind of column: arrays, JSON, bytes, generated ones, and a reference to another build. */
    private UUID fill() throws IOException {
        TestAttempts attempts = new TestAttempts(jdbc(from));
        attempts.agent("a", 2);
        UUID first = attempts.build();
        UUID attempt = attempts.accept(first, "a");
        UUID second = attempts.build();
        jdbc(from)
                .sql("update builds set rerun_of = :first where id = :second")
                .param("first", first)
                .param("second", second)
                .update();
        jdbc(from)
                .sql("insert into uncounted_builds (build_id) values (:first)")
                .param("first", first)
                .update();
        jdbc(from)
                .sql("insert into log_chunks (attempt_id, start_offset, bytes) values (:id, 0, :bytes)")
                .param("id", attempt)
                .param("bytes", new byte[] {0, -1, 10, 34, 92})
                .update();
        jdbc(from)
                .sql("update tasks set failure_reasons = array['a \"quoted\" \\ reason', '{x,y}'] where build_id = :id")
                .param("id", first)
                .update();
        artifact(attempt);
        return attempt;
    }

    /** The object is there before its row, as agents do it. */
    private void artifact(UUID attempt) throws IOException {
        String key = "artifacts/" + attempt + "/" + number.incrementAndGet();
        Path file = Files.writeString(Files.createTempFile(folder, "artifact", null), key);
        from.getBean(BlobStore.class).put(key, file, "text/plain");
        jdbc(from)
                .sql("""
                        insert into artifacts (id, attempt_id, build_id, path, size_bytes, content_type, sha256, object_key, committed_at)
                        select :id, a.id, a.build_id, :key, :size, 'text/plain', 'x', :key, now() from attempts a where a.id = :attempt
                        """)
                .param("id", UUID.randomUUID())
                .param("key", key)
                .param("size", key.length())
                .param("attempt", attempt)
                .update();
    }

    private void assertNothingIsMissing() throws IOException {
        List<String> keys = jdbc(to).sql("select object_key from artifacts")
                .query(String.class)
                .list();
        assertThat(keys).isNotEmpty();
        for (String key : keys) {
            assertThat(to.getBean(BlobStore.class).read(key).readAllBytes())
                    .isEqualTo(key.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long count(AnnotationConfigApplicationContext context, String table) {
        return jdbc(context)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /** Numbers of transactions belong to one database and are made anew. */
    private static String digest(AnnotationConfigApplicationContext context, String table) {
        return jdbc(context)
                .sql(
                        "select coalesce(md5(string_agg(l, '' order by l)), '') from (select (to_jsonb(t) - 'changed_in')::text as l from "
                                + table + " t) x")
                .query(String.class)
                .single();
    }

    private static JdbcClient jdbc(AnnotationConfigApplicationContext context) {
        return context.getBean(JdbcClient.class);
    }
}
