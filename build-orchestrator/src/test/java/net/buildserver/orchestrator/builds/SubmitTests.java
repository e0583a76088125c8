package net.buildserver.orchestrator.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.testing.CountingDataSource;
import net.buildserver.orchestrator.testing.TestBuilds;
import net.buildserver.orchestrator.testing.TestPlatform;
import net.buildserver.orchestrator.testing.TestSignals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmitTests {
    private static final String SHA = "00".repeat(32);
    private static final String OTHER_SHA = "11".repeat(32);

    private AnnotationConfigApplicationContext context;
    private Builds builds;
    private JdbcClient jdbc;

    @BeforeAll
    void start() {
        context = TestPlatform.with(BuildsConfiguration.class);
        builds = context.getBean(Builds.class);
        jdbc = context.getBean(JdbcClient.class);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void writesBuildAndTaskTogetherAndTellsOfTheTask() {
        BuildRequest request = TestBuilds.request();

        Submission submission = builds.submit(new NewBuild(request, "ann", null, null));

        assertThat(submission.executionId()).isEqualTo(request.executionId());
        assertThat(submission.status()).isEqualTo(BuildStatus.Queued);
        assertThat(submission.queue().position()).isPositive();
        assertThat(jdbc.sql("""
                        select t.name || ' ' || t.state || ' ' || t.pool || ' ' || t.priority_rank || ' ' || (t.stages -> 5 ->> 'name')
                        from tasks t where t.build_id = :id""")
                        .param("id", request.executionId())
                        .query(String.class)
                        .list())
                .containsExactly("build Ready Linux 1 Upload");
        assertThat(context.getBean(TestSignals.class).published())
                .contains("ready:"
                        + jdbc.sql("select id from tasks where build_id = :id")
                                .param("id", request.executionId())
                                .query(UUID.class)
                                .single());
        assertThat(context.getBean(MeterRegistry.class)
                        .get("build.server.builds.started")
                        .tag("strategy", "Incremental")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void givesBackTheRequestAsItWas() {
        BuildRequest request = TestBuilds.request();

        builds.submit(new NewBuild(request, "ann", null, null));

        BuildRequest stored = builds.request(request.executionId());
        assertThat(stored.job()).isEqualTo(request.job());
        assertThat(builds.get(request.executionId()).traceId()).matches("[0-9a-f]{32}");
    }

    @Test
    void sameKeyAndRequestGivesTheSameBuild() {
        UUID first = submitWithKey("ann", "k1", SHA);

        assertThat(submitWithKey("ann", "k1", SHA)).isEqualTo(first);
        assertThat(submitWithKey("bob", "k1", SHA)).isNotEqualTo(first);
    }

    @Test
    void sameKeyWithAnotherRequestIsRefused() {
        submitWithKey("ann", "k2", SHA);

        assertThatThrownBy(() -> submitWithKey("ann", "k2", OTHER_SHA))
                .isInstanceOf(IdempotencyConflictException.class)
                .hasMessageContaining("Idempotency-Key 'k2'");
    }

    @Test
    void concurrentRequestsWithOneKeyMakeOneBuild() throws InterruptedException, ExecutionException {
        Set<UUID> made = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<UUID>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> submitWithKey("ann", "race", SHA)));
            }
            for (Future<UUID> answer : answers) {
                made.add(answer.get());
            }
        }

        assertThat(made).hasSize(1);
        assertThat(jdbc.sql("select count(*) from builds where requested_by = 'ann' and id in (:ids)")
                        .param("ids", made)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void submitTakesFewStatements() {
        CountingDataSource statements = context.getBean(CountingDataSource.class);
        statements.takeStatements();

        builds.submit(new NewBuild(TestBuilds.request(), "ann", null, null));

        assertThat(statements.takeStatements()).hasSize(1);
    }

    private UUID submitWithKey(String user, String key, String sha256) {
        return builds.submit(new NewBuild(TestBuilds.request(), user, null, new IdempotencyKey(key, sha256)))
                .executionId();
    }
}
