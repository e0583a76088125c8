package net.buildserver.orchestrator.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.buildserver.orchestrator.artifacts.store.BlobListing;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.ListedBlob;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.JdkIdGenerator;

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
    void ruleThatIsTriedOutTellsOfItsProjectAndIsNotSet() throws Exception {
        UUID old = ended("Tried", "main", "Failed", 40);
        ended("Tried", "main", "Failed", 1);
        ended("Other", "main", "Failed", 40);
        RetentionRules rules = context.getBean(RetentionRules.class);

        RetentionReport report =
                rules.tryOut(new RetentionRule("Tried", Duration.ofDays(30), null, null, null, null, null, null));

        assertThat(report.builds()).containsExactly(old);
        assertThat(rules.list()).isEmpty();
        assertThat(exists(old)).isTrue();
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

    @Test
    void projectsOwnRuleWinsOverTheSettings() throws Exception {
        UUID strict = ended("Strict", "main", "Succeeded", 3);
        UUID lax = ended("Lax", "main", "Failed", 40);
        UUID other = ended("Other", "main", "Failed", 40);
        RetentionRules rules = context.getBean(RetentionRules.class);
        rules.set(rule("Strict", Duration.ofDays(2), null, false), "admin");
        rules.set(rule("Lax", Duration.ofDays(50), null, null), "admin");
        Retention retention = retention(settings(Duration.ofDays(30), null, null, null));

        assertThat(rules.list()).extracting(RetentionRule::project).containsExactly("Lax", "Strict");
        assertThat(retention.plan().builds()).containsExactlyInAnyOrder(strict, other);
        assertThat(rules.remove("Strict")).isTrue();
        assertThat(retention.run().builds()).containsExactly(other);
        assertThat(exists(lax)).isTrue();
    }

    @Test
    void testResultsGoWhileTheirBuildStays() throws Exception {
        UUID old = ended("Tested", "main", "Failed", 40);
        UUID young = ended("Tested", "main", "Failed", 1);
        addTest(old);
        addTest(young);
        RetentionRules rules = context.getBean(RetentionRules.class);
        rules.set(rule("Tested", null, Duration.ofDays(30), null), "admin");

        RetentionReport report = retention(settings(null, null, null, null)).run();

        assertThat(report.testsOf()).containsExactly(old);
        assertThat(report.bytes()).isPositive();
        assertThat(exists(old)).isTrue();
        assertThat(jdbc.sql("select a.build_id from test_results r join attempts a on a.id = r.attempt_id")
                        .query(UUID.class)
                        .list())
                .containsExactly(young);
    }

    @Test
    void scrubFindsWhatNoRowNamesAndWhatRowsNameInVain() throws Exception {
        UUID whole = ended("Scrubbed", "main", "Failed", 3);
        UUID broken = ended("Scrubbed", "main", "Failed", 3);
        store.delete(key(broken));
        java.nio.file.Path file = java.nio.file.Files.writeString(folder.resolve("orphan"), "orphan");
        store.put("artifacts/nobody/orphan", file, "text/plain");
        // Nothing of the store is a day old here, so the listing says that it is.
        Scrub scrub = scrub(page -> context.getBean(BlobListing.class)
                .forEach(blobs -> page.accept(blobs.stream()
                        .map(blob -> new ListedBlob(
                                blob.key(), blob.size(), blob.modified().minus(Duration.ofDays(2))))
                        .toList())));

        ScrubReport dry = scrub.run(true);
        ScrubReport report = scrub.run(false);
        retention(settings(null, null, null, null)).run();
        ScrubReport after = scrub.run(true);

        assertThat(dry.orphans()).isEqualTo(1);
        assertThat(dry.orphanBytes()).isEqualTo(6);
        assertThat(dry.missing()).containsExactly(new ScrubReport.Missing("artifact", key(broken)));
        assertThat(report.missing()).isEqualTo(dry.missing());
        assertThat(after.orphans()).isZero();
        assertThat(after.missing()).isEmpty();
        assertThat(store.find("artifacts/nobody/orphan")).isEmpty();
        assertThat(store.find(key(whole))).isPresent();
    }

    @Test
    void scrubWritesNoLossDownWhenTheStoreIsEmpty() throws Exception {
        ended("Emptied", "main", "Failed", 3);
        Scrub scrub = scrub(page -> {});

        assertThatThrownBy(() -> scrub.run(false)).isInstanceOf(Scrub.EmptyStoreException.class);
    }

    @Test
    void scrubBelievesTheStoreRatherThanItsListing() throws Exception {
        UUID unlisted = ended("Unlisted", "main", "Failed", 3);
        UUID listed = ended("Unlisted", "main", "Failed", 3);
        Scrub scrub = scrub(page -> context.getBean(BlobListing.class)
                .forEach(blobs -> page.accept(blobs.stream()
                        .filter(blob -> blob.key().equals(key(listed)))
                        .toList())));

        assertThat(scrub.run(false).missing())
                .extracting(ScrubReport.Missing::objectKey)
                .doesNotContain(key(unlisted));
        assertThat(jdbc.sql("select object_key from artifacts")
                        .query(String.class)
                        .list())
                .contains(key(unlisted), key(listed));
    }

    private Scrub scrub(BlobListing listing) {
        return new Scrub(context.getBean(ScrubFindings.class), listing, store, new JdkIdGenerator());
    }

    private static RetentionRule rule(String project, Duration builds, Duration tests, Boolean green) {
        return new RetentionRule(project, builds, null, null, tests, null, null, green);
    }

    private void addTest(UUID build) {
        jdbc.sql("""
                        insert into test_results (attempt_id, sequence, ordinal, project, class_name, name, outcome, duration_ms)
                        select id, 1, 0, 'P', 'C', 'n', 'Passed', 1 from attempts where build_id = :build
                        """).param("build", build).update();
    }

    private Retention retention(RetentionSettings settings) {
        return new Retention(
                jdbc,
                new RetentionPlans(jdbc, settings),
                context.getBean(Removals.class),
                store,
                RetentionDefaults.of(settings));
    }

    private static RetentionSettings settings(Duration builds, Duration artifacts, Integer count, Long bytes) {
        return new RetentionSettings(builds, artifacts, null, null, count, bytes, true);
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
