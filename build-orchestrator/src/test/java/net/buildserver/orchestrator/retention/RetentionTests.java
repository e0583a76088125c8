package net.buildserver.orchestrator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

class RetentionTests {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    java.nio.file.Path folder;

    private AnnotationConfigApplicationContext context;
    private JdbcClient jdbc;
    private TestAttempts attempts;
    private BlobStore store;

    @BeforeEach
    void start() {
        context = TestPlatform.with(RetentionConfiguration.class);
        jdbc = context.getBean(JdbcClient.class);
        store = context.getBean(BlobStore.class);
        attempts = new TestAttempts(jdbc);
        attempts.agent("a", 1);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void keepsEverythingUnlessTold() throws Exception {
        ended("Old", "main", "Succeeded", 1000);

        assertThat(retention(settings(null, null, null, null)).run().builds()).isEmpty();
    }

    @Test
    void oldBuildsGoWithTheirObjectsButNotTheLatestGreenNorPinnedOnes() throws Exception {
        UUID gone = ended("App", "main", "Failed", 40);
        UUID green = ended("App", "main", "Succeeded", 35);
        UUID otherBranch = ended("App", "dev", "Succeeded", 50);
        UUID older = ended("App", "dev", "Succeeded", 60);
        UUID pinned = ended("App", "main", "Failed", 45);
        jdbc.sql("update builds set pinned = true where id = :id")
                .param("id", pinned)
                .update();
        UUID young = ended("App", "main", "Failed", 1);
        Retention retention = retention(settings(Duration.ofDays(30), null, null, null));

        RetentionReport plan = retention.plan();

        assertThat(plan.builds()).containsExactlyInAnyOrder(gone, older);
        assertThat(plan.bytes()).isEqualTo(20);
        assertThat(exists(gone)).isTrue();
        assertThat(store.find(key(gone))).isPresent();

        retention.run();

        assertThat(exists(gone)).isFalse();
        assertThat(store.find(key(gone))).isEmpty();
        for (UUID kept : new UUID[] {green, otherBranch, pinned, young}) {
            assertThat(exists(kept)).isTrue();
            assertThat(store.find(key(kept))).isPresent();
        }
        assertThat(jdbc.sql("select count(*) from doomed_objects")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void projectKeepsSoManyBuildsAndSoManyBytes() throws Exception {
        UUID first = ended("Counted", "a", "Failed", 3);
        UUID second = ended("Counted", "b", "Failed", 2);
        UUID third = ended("Counted", "c", "Failed", 1);

        assertThat(retention(settings(null, null, 2, null)).plan().builds()).containsExactly(first);
        Retention bySize = retention(settings(null, null, null, 15L));
        assertThat(bySize.run().artifactsOf()).containsExactly(first, second);
        assertThat(store.find(key(second))).isEmpty();
        assertThat(store.find(key(third))).isPresent();
        assertThat(exists(second)).isTrue();
    }

    @Test
    void objectsWhoseRowsWentBeforeACrashGoWithTheNextRun() throws Exception {
        UUID build = ended("Crashed", "main", "Failed", 40);
        context.getBean(Removals.class).build(build);
        assertThat(store.find(key(build))).isPresent();

        retention(settings(Duration.ofDays(30), null, null, null)).run();

        assertThat(store.find(key(build))).isEmpty();
    }

    private Retention retention(RetentionSettings settings) {
        return new Retention(
                jdbc,
                new RetentionPlans(jdbc, settings),
                context.getBean(Removals.class),
                store,
                RetentionRules.of(settings));
    }

    private static RetentionSettings settings(Duration builds, Duration artifacts, Integer count, Long bytes) {
        return new RetentionSettings(builds, artifacts, null, count, bytes, true);
    }

    /** A build that ended so many days ago with one artifact of 10 bytes. */
    private UUID ended(String project, String ref, String status, int daysAgo) throws Exception {
        UUID build = attempts.build();
        UUID attempt = attempts.accept(build, "a");
        attempts.end(attempt, "Finished", status);
        jdbc.sql("""
                        update builds set project_name = :project, git_ref = :ref, status = :status,
                          ended_at = now() - :days * interval '1 day' where id = :id
                        """)
                .param("project", project)
                .param("ref", ref)
                .param("status", status)
                .param("days", daysAgo)
                .param("id", build)
                .update();
        java.nio.file.Path file = folder.resolve("artifact-" + NUMBER.incrementAndGet());
        java.nio.file.Files.writeString(file, "0123456789");
        store.put(key(build), file, "text/plain");
        jdbc.sql("""
                        insert into artifacts (id, attempt_id, build_id, path, size_bytes, content_type, sha256, object_key, committed_at)
                        values (gen_random_uuid(), :attempt, :build, 'a', 10, 'text/plain', '', :key, now())
                        """)
                .param("attempt", attempt)
                .param("build", build)
                .param("key", key(build))
                .update();
        return build;
    }

    private static String key(UUID build) {
        return "artifacts/" + build;
    }

    private boolean exists(UUID build) {
        return jdbc.sql("select exists (select 1 from builds where id = :id)")
                .param("id", build)
                .query(Boolean.class)
                .single();
    }
}
