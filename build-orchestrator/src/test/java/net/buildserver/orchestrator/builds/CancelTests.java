package net.buildserver.orchestrator.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestBuilds;
import net.buildserver.orchestrator.testing.TestPlatform;
import net.buildserver.orchestrator.testing.TestSignals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelTests {
    private AnnotationConfigApplicationContext context;
    private Builds builds;
    private JdbcClient jdbc;
    private TestAttempts attempts;

    @BeforeAll
    void start() {
        context = TestPlatform.with(BuildsConfiguration.class);
        builds = context.getBean(Builds.class);
        jdbc = context.getBean(JdbcClient.class);
        attempts = new TestAttempts(jdbc);
        attempts.agent("agent-1", 1);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void waitingBuildEndsAtOnce() {
        UUID build = submit();

        Cancellation cancellation = builds.cancel(build, "boss");

        assertThat(cancellation)
                .isEqualTo(new Cancellation(build, BuildStatus.Cancelling, "Build cancellation requested"));
        assertThat(builds.get(build).status()).isEqualTo(BuildStatus.Cancelled);
        assertThat(builds.get(build).failureKind()).isEqualTo(FailureKind.Cancelled);
        assertThat(builds.get(build).errorMessage()).isEqualTo("Cancelled by boss.");
        assertThat(taskState(build)).isEqualTo("Cancelled");
        assertThat(context.getBean(TestSignals.class).published()).contains("build:" + build);
    }

    @Test
    void cancellingAgainChangesNothing() {
        UUID build = submit();
        builds.cancel(build, "boss");

        assertThat(builds.cancel(build, "other").status()).isEqualTo(BuildStatus.Cancelled);
        assertThat(builds.get(build).errorMessage()).isEqualTo("Cancelled by boss.");
    }

    @Test
    void openOfferIsWithdrawn() {
        UUID build = submit();
        UUID attempt = attempts.offer(build, "agent-1");

        builds.cancel(build, "boss");

        assertThat(attemptState(attempt)).isEqualTo("Expired");
        assertThat(taskState(build)).isEqualTo("Cancelled");
        assertThat(builds.get(build).status()).isEqualTo(BuildStatus.Cancelled);
    }

    @Test
    void runningBuildWaitsForItsAgent() {
        UUID build = submit();
        UUID attempt = attempts.accept(build, "agent-1");

        Cancellation first = builds.cancel(build, "boss");
        Cancellation second = builds.cancel(build, "boss");

        assertThat(second).isEqualTo(first);
        assertThat(builds.get(build).status()).isEqualTo(BuildStatus.Cancelling);
        assertThat(jdbc.sql("select cancel_requested from attempts where id = :id")
                        .param("id", attempt)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(context.getBean(TestSignals.class).published()).contains("agent:agent-1");
        attempts.end(attempt, "Finished", "Cancelled");
    }

    @Test
    void buildThatEndedKeepsItsResult() {
        UUID build = submit();
        UUID attempt = attempts.accept(build, "agent-1");
        attempts.end(attempt, "Finished", "Succeeded");
        end(build, BuildStatus.Succeeded);

        assertThat(builds.cancel(build, "boss").message()).isEqualTo("The build has ended already as Succeeded.");
        assertThat(builds.get(build).status()).isEqualTo(BuildStatus.Succeeded);
    }

    @Test
    void endIsOnce() {
        UUID build = submit();
        attempts.accept(build, "agent-1");
        end(build, BuildStatus.Failed);
        end(build, BuildStatus.Succeeded);

        assertThat(builds.get(build).status()).isEqualTo(BuildStatus.Failed);
        jdbc.sql("update attempts set state = 'Finished' where build_id = :id")
                .param("id", build)
                .update();
    }

    @Test
    void lateResultOfACancellingBuildIsKept() {
        UUID build = submit();
        UUID attempt = attempts.accept(build, "agent-1");
        builds.cancel(build, "boss");
        attempts.end(attempt, "Finished", "Succeeded");
        end(build, BuildStatus.Succeeded);

        assertThat(builds.get(build).status()).isEqualTo(BuildStatus.Succeeded);
    }

    @Test
    void unknownBuildIsNamed() {
        UUID nobody = UUID.randomUUID();

        assertThatThrownBy(() -> builds.cancel(nobody, "boss"))
                .isInstanceOf(UnknownBuildException.class)
                .hasMessageContaining(nobody.toString());
    }

    private UUID submit() {
        BuildRequest request = TestBuilds.request();
        return builds.submit(new NewBuild(request, "ann", null, null)).executionId();
    }

    private void end(UUID build, BuildStatus outcome) {
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> builds.end(build, outcome, null, null));
    }

    private String taskState(UUID build) {
        return jdbc.sql("select state from tasks where build_id = :id")
                .param("id", build)
                .query(String.class)
                .single();
    }

    private String attemptState(UUID attempt) {
        return jdbc.sql("select state from attempts where id = :id")
                .param("id", attempt)
                .query(String.class)
                .single();
    }
}
