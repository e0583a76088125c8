package net.buildserver.orchestrator.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.orchestrator.builds.QueueEstimates.Outlook;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestBuilds;
import net.buildserver.orchestrator.testing.TestPlatform;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueueEstimatesTests {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void saysNothingWithoutHistory() {
        QueueEstimate estimate = QueueEstimates.estimate(new Outlook(BuildStatus.Queued, 2L, 1, 4, null, 60.0), NOW);

        assertThat(estimate).isEqualTo(new QueueEstimate(3, null, null));
    }

    @Test
    void freeSlotStartsAtOnce() {
        QueueEstimate estimate = QueueEstimates.estimate(new Outlook(BuildStatus.Queued, 1L, 1, 4, 900.0, 600.0), NOW);

        assertThat(estimate).isEqualTo(new QueueEstimate(2, NOW, Duration.ofMinutes(15)));
    }

    @Test
    void waitsForAsManyEndsAsThereAreBuildsTooMany() {
        QueueEstimate estimate = QueueEstimates.estimate(new Outlook(BuildStatus.Queued, 2L, 2, 2, 900.0, 600.0), NOW);

        assertThat(estimate.startTime()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void noAgentMeansNoStartTime() {
        assertThat(QueueEstimates.estimate(new Outlook(BuildStatus.Queued, 0L, 0, 0, 900.0, 600.0), NOW)
                        .startTime())
                .isNull();
    }

    @Test
    void positionFollowsPriorityThenTimeAndDurationIsTheMedian() {
        try (AnnotationConfigApplicationContext context = TestPlatform.with(BuildsConfiguration.class)) {
            Builds builds = context.getBean(Builds.class);
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            new TestAttempts(jdbc).agent("agent-1", 2);
            for (int minutes : new int[] {5, 9, 40}) {
                UUID id = new TestAttempts(jdbc).build();
                jdbc.sql("delete from tasks where build_id = :id")
                        .param("id", id)
                        .update();
                jdbc.sql("""
                                update builds set status = 'Succeeded', strategy = 'Incremental', started_at = now() - make_interval(mins => :minutes),
                                  ended_at = now() where id = :id""").param("minutes", minutes).param("id", id).update();
            }

            Submission first = submit(builds, BuildPriority.Normal);
            Submission second = submit(builds, BuildPriority.Normal);
            Submission urgent = submit(builds, BuildPriority.Critical);

            assertThat(first.queue().position()).isEqualTo(1);
            assertThat(second.queue().position()).isEqualTo(2);
            assertThat(urgent.queue().position()).isEqualTo(1);
            assertThat(builds.estimate(second.executionId()).position()).isEqualTo(3);
            assertThat(urgent.queue().duration()).isEqualTo(Duration.ofMinutes(9));
            assertThat(urgent.queue().startTime()).isNotNull();
            assertThat(builds.estimate(UUID.randomUUID())).isEqualTo(QueueEstimate.NONE);
        }
    }

    private static Submission submit(Builds builds, BuildPriority priority) {
        BuildRequest request = TestBuilds.request("MyApp", BuildStrategyType.Incremental, priority);
        return builds.submit(new NewBuild(request, "ann", null, null));
    }
}
